import { flushSync, tick } from 'svelte';
import { on } from 'svelte/events';
import { typesetter } from '../../formulas/typesetter';
import type { Embed } from '../../embed/embed.svelte';
import { nextFrame } from '../../ui/next_frame';
import { findingDetail } from '../../views/findings/finding_detail';
import type { Shell } from '../shell.svelte';

/** As wide as what A4 and Letter leave between their margins, in CSS pixels. */
const pageWidth = 688;
/** What stands left and right of a drawing in its panel. */
const panelEdges = 36;
/** How much wider a page may be, for browsers to shrink it. */
const shrunk = 1.3;

/** A lab on its way to paper. `printing` on its element stands for all of it: black on white, as wide
 *  as a page, without controls (web/styles/print.css), and with every panel drawn. */
export class PrintSession {
  readonly #embed: Embed;
  #heard = false;
  /** Gives drawings their own widths back. */
  #unpin: () => void = () => {};
  /** What was opened to be read on paper. */
  #opened: HTMLDetailsElement[] = [];

  constructor(
    embed: Embed,
    private readonly shell: Shell,
  ) {
    this.#embed = embed;
  }

  /** Prints once everything is drawn for the page's width. */
  async print(): Promise<void> {
    const { details, walkedPanels } = this.shell;
    await Promise.all([details.load(), walkedPanels.load(), findingDetail()]);
    await tick();
    this.#lay(pageWidth, 'in-time');
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
      on(media, 'change', () => (media.matches ? this.#lay(pageWidth, 'in-time') : this.#takeUp())),
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

  /** The browser prints now: drawings stay as wide as they are, and the browser shrinks what is too
   *  wide for the page. (A CSS zoom shrinks canvases a little more than what lies over them,
   *  so it is left for what no browser shrinks enough.) What a
   *  canvas shows cannot follow any more, so that nothing beside it may. */
  #layAtOnce(): void {
    const { host } = this.#embed;
    if (host.hasAttribute('printing')) return;
    const { widest, unpin } = pinDrawings(host.shadowRoot);
    this.#unpin = unpin;
    this.#lay(Math.max(pageWidth, widest + panelEdges), 'at-once');
  }

  #lay(width: number, how: 'in-time' | 'at-once'): void {
    const { host, lab } = this.#embed;
    if (host.hasAttribute('printing')) return;
    lab.pause();
    host.style.setProperty('--page-width', `${width}px`);
    host.style.setProperty('--page-zoom', String(Math.min(1, (pageWidth * shrunk) / width)));
    host.setAttribute('printing', how);
    lab.isPrinting = true;
    flushSync();
    this.#openFindings();
  }

  /** Paper has nothing to press: what a finding says, and its figures, stand there. */
  #openFindings(): void {
    const root = this.#embed.host.shadowRoot;
    const folds = root?.querySelectorAll<HTMLDetailsElement>(
      '[data-part=findings] details:not(.help)',
    );
    this.#opened = [...(folds ?? [])].filter(({ open }) => !open);
    for (const fold of this.#opened) fold.open = true;
  }

  #takeUp(): void {
    const { host, lab } = this.#embed;
    host.toggleAttribute('printing', false);
    host.style.removeProperty('--page-width');
    host.style.removeProperty('--page-zoom');
    this.#unpin();
    this.#unpin = () => {};
    for (const fold of this.#opened.splice(0)) fold.open = false;
    lab.isPrinting = false;
  }
}

/** Holds everything that a drawing measures itself by at its present width, until `unpin` is called. */
function pinDrawings(root: ShadowRoot | null): { widest: number; unpin: () => void } {
  const around = new Set<HTMLElement>();
  for (const drawing of root?.querySelectorAll('.stage .panel :is(canvas, svg)') ?? []) {
    let element = drawing.parentElement;
    for (; element && !element.matches('.panel'); element = element.parentElement) {
      around.add(element);
    }
  }
  const widths = [...around].map((element) => ({
    element,
    width: getComputedStyle(element).width,
  }));
  const before = widths.map(({ element }) => element.style.width);
  for (const { element, width } of widths) element.style.width = width;
  const widest = Math.max(0, ...[...around].map((element) => element.offsetWidth));
  const unpin = () => widths.forEach(({ element }, i) => (element.style.width = before[i]!));
  return { widest, unpin };
}
