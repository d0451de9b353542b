import { mount, tick, unmount } from 'svelte';
import { Lab } from '../lab/lab.svelte';
import type { Experiment, Frame, Settings, Unit } from '../module/ebb';
import base from '../styles/base.css?inline';
import { addFonts } from '../styles/fonts';
import { addStyles, adoptInto } from '../styles/sheets';
import tokens from '../styles/tokens.css?inline';
import { Address, lessonInAddress, showLessonInAddress } from './address';
import { chooseLanguage, recallLanguage } from '../words/choose';
import { languages, t, words } from '../words/words.svelte';
import LabPage from './LabPage.svelte';
import { recallTheme } from './theme';

addStyles(tokens);
addStyles(base);

/** The whole lab as an element.
 *
 *  Attributes: `experiment` (a link's text), `theme` (`light` or `dark`; else as the system has it),
 *  `lesson` (one to begin with: its name, or a path on the same site), `linked` (the lab is the page:
 *  its experiment is in the address). Events: `frame`, `experiment`,
 *  `error`; their `detail` is the new value. */
export class EbbLab extends HTMLElement {
  static readonly observedAttributes = ['experiment'];

  #lab: Lab | null = null;
  #address: Address | null = null;
  #ready: Promise<void> | null = null;
  #close: (() => void) | null = null;

  connectedCallback(): void {
    // An element that a page has moved comes back before it was taken down.
    if (this.#close) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const isPage = this.hasAttribute('linked');
    void words.speak(chooseLanguage(this.#languageWishes(isPage), languages));
    if (isPage) recallTheme(this);
    addFonts();
    const lab = this.#laboratory;
    const letGo = adoptInto(root);
    const lesson = isPage ? lessonInAddress() : this.getAttribute('lesson');
    const onlesson = isPage ? showLessonInAddress : () => {};
    const props = { lab, host: this, isPage, lesson, onlesson };
    const app = mount(LabPage, { target: root, props });
    const unwatch = this.#watch(lab);
    this.#close = () => {
      letGo();
      unwatch();
      void unmount(app);
      this.#address?.close();
      lab.close();
      this.#lab = this.#address = this.#ready = this.#close = null;
    };
    if (isPage) this.#begin((this.#address = new Address(lab)).open());
    else if (!this.#ready) this.experiment = this.getAttribute('experiment') ?? '';
  }

  /** The link's language, then the reader's own choice; in a course page, the page's; then the
   *  browser's. */
  #languageWishes(isPage: boolean): (string | null | undefined)[] {
    if (!isPage) return [this.closest('[lang]')?.getAttribute('lang'), ...navigator.languages];
    const link = new URLSearchParams(location.search).get('lang');
    return [link, recallLanguage(), ...navigator.languages];
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) this.#close?.();
    });
  }

  attributeChangedCallback(_name: string, _before: string | null, text: string | null): void {
    if (this.isConnected && this.#close) this.experiment = text ?? '';
  }

  /** The whole record, defaults filled in; null until the core is there. */
  get experiment(): Experiment | null {
    return this.#lab?.experiment ?? null;
  }

  /** Starts anew with settings or a link's text. */
  set experiment(source: Settings | string) {
    this.#begin(this.#laboratory.load(source));
  }

  /** The core is loaded and the first frame of the experiment last set is drawn. */
  get ready(): Promise<void> {
    return this.#ready ?? Promise.reject(new Error('the element is not part of a page'));
  }

  get frame(): Frame | null {
    return this.#lab?.frame ?? null;
  }

  async advance(unit: Unit, count = 1): Promise<Frame> {
    await this.#settled();
    return this.#laboratory.advance(unit, count);
  }

  async rewind(unit: Unit, count = 1): Promise<Frame> {
    await this.#settled();
    return this.#laboratory.rewind(unit, count);
  }

  play(): void {
    this.#lab?.play();
  }

  pause(): void {
    this.#lab?.pause();
  }

  reset(): void {
    void this.#lab?.reset();
  }

  get #laboratory(): Lab {
    return (this.#lab ??= new Lab());
  }

  /** A setting that was refused leaves the experiment before it in place. */
  async #settled(): Promise<void> {
    await this.ready.catch(() => {});
  }

  #begin(started: Promise<void>): void {
    this.#ready = started.then(drawn);
    // Whoever awaits `ready` hears of a failure there, everybody else by the event.
    this.#ready.catch(() => {});
  }

  #watch(lab: Lab): () => void {
    const tell = (name: string, detail: unknown) =>
      this.dispatchEvent(new CustomEvent(name, { detail }));
    return $effect.root(() => {
      $effect(() => {
        if (lab.frame) tell('frame', lab.frame);
      });
      $effect(() => {
        // A draft that settles changes nothing but `isDraft`.
        if (lab.experiment && !lab.isDraft) this.#address?.follow();
      });
      $effect(() => {
        this.lang = words.language;
        if (this.#address) {
          document.documentElement.lang = words.language;
          document.title = t('app.title');
        }
      });
      $effect(() => {
        if (lab.experiment) tell('experiment', lab.experiment);
      });
      $effect(() => {
        for (const problem of lab.problems) tell('error', new Error(problem.message));
        if (lab.failure) tell('error', new Error(lab.failure));
      });
    });
  }
}

/** Resolves when what has changed is on the screen. A page that is not shown draws nothing: it does
 *  not keep anyone waiting. */
async function drawn(): Promise<void> {
  await tick();
  if (document.hidden) return;
  await new Promise((resolve) => requestAnimationFrame(resolve));
}
