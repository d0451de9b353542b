import { flushSync, tick } from 'svelte';
import { on } from 'svelte/events';
import { typesetter } from '../../formulas/typesetter';
import type { Embed } from '../../embed/embed.svelte';
import type { Shell } from '../shell.svelte';

/** As wide as what A4 and Letter leave between their margins, in CSS pixels. */
const pageWidth = 688;

/** A lab on its way to paper. `printing` on its element stands for all of it: black on white, as wide
 *  as a page, without controls (web/styles/print.css), and with every panel drawn. */
export class PrintSession {
  readonly #embed: Embed;
  #heard = false;

  constructor(
    embed: Embed,
    private readonly shell: Shell,
  ) {
    this.#embed = embed;
  }

  /** Prints once everything is drawn for the page's width. */
  async print(): Promise<void> {
    await this.shell.details.load();
    this.#lay(1);
    await this.drawn();
    this.#heard = false;
    print();
    // Where nothing was printed, nothing tells of its end either.
    if (!this.#heard) this.#takeUp();
  }

  /** Resolves when every panel shows what it has to. */
  async drawn(): Promise<void> {
    await tick();
    await Promise.all([
      this.#embed.lab.caughtUp(),
      typesetter().catch(() => {}),
      document.fonts.ready,
    ]);
    for (let frames = 0; frames < 3; frames += 1) await nextFrame();
  }

  /** Follows the browser's own ways to print, until called. */
  watch(): () => void {
    const media = matchMedia('print');
    const ends = [
      on(window, 'beforeprint', () => {
        this.#heard = true;
        this.#layAtOnce();
      }),
      on(window, 'afterprint', () => this.#takeUp()),
      on(media, 'change', () => (media.matches ? this.#lay(1) : this.#takeUp())),
      on(window, 'keydown', (event) => this.#press(event)),
    ];
    return () => ends.forEach((end) => end());
  }

  /** The browser's key for printing leaves no time to draw: where the page is ours, it is ours too. */
  #press(event: KeyboardEvent): void {
    const isPrint = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p';
    if (!isPrint || event.altKey || event.shiftKey || !this.#embed.keeps) return;
    event.preventDefault();
    void this.print();
  }

  /** The browser prints now: drawings stay as wide as they are, and the whole shrinks to the page. */
  #layAtOnce(): void {
    const { host } = this.#embed;
    if (host.hasAttribute('printing')) return;
    const stage = host.shadowRoot?.querySelector('.stage')?.clientWidth ?? pageWidth;
    this.#lay(Math.min(1, pageWidth / stage));
  }

  #lay(zoom: number): void {
    const { host, lab } = this.#embed;
    if (host.hasAttribute('printing')) return;
    lab.pause();
    host.style.setProperty('--page-zoom', String(zoom));
    host.style.setProperty('--page-width', `${pageWidth / zoom}px`);
    host.toggleAttribute('printing', true);
    lab.isPrinting = true;
    flushSync();
  }

  #takeUp(): void {
    const { host, lab } = this.#embed;
    host.toggleAttribute('printing', false);
    host.style.removeProperty('--page-zoom');
    host.style.removeProperty('--page-width');
    lab.isPrinting = false;
  }
}

const nextFrame = () => new Promise(requestAnimationFrame);
