import { mount, unmount } from 'svelte';
import { Lab } from '../lab/lab.svelte';
import type { Experiment, Frame, Settings, Unit } from '../module/ebb';
import base from '../styles/base.css?inline';
import print from '../styles/print.css?inline';
import { addFonts } from '../styles/fonts';
import { addStyles, adoptInto } from '../styles/sheets';
import tokens from '../styles/tokens.css?inline';
import { Address, showKeptInAddress } from '../app/address';
import { Shell } from '../app/shell.svelte';
import { Embed } from '../embed/embed.svelte';
import { chooseLanguage, recallLanguage } from '../text/choose_language';
import { ignorePartMissing, parts } from '../text/parts.svelte';
import { languages, t, words } from '../text/words.svelte';
import LabPage from '../app/LabPage.svelte';
import { attributeNames } from '../embed/options';
import { afterPaint } from '../app/after_paint';
import { optionSentence } from '../embed/option_sentence';
import { checkSeconds, defaultSeconds } from '../lab/search_seconds';
import type { LabMembers, TriedRemedy } from '../lab/lab_members';

addStyles(tokens);
addStyles(base);
addStyles(print);

const apart = 'the element is not part of a page';

/** The whole lab as an element.
 *
 *  With `linked` the lab is the page: its experiment and its settings are in the address. The other
 *  attributes are those of options.ts.
 *
 *  @tagname ebb-lab
 *  @attr {string} experiment - The experiment, as the text of a link: `hidden=16*20&activation=tanh`.
 *  @attr {"full"|"network"|"profile"} view - How much of the lab is seen.
 *  @attr {string} shown-controls - Controls that are there, by the names of their fields; else all.
 *  @attr {string} hidden-controls - Controls that are not there; also `controls` for all, `header`, `transport`.
 *  @attr {string} locked - Controls that are there and cannot be changed; `controls` for all.
 *  @attr {string} lesson - The lesson to open: its name, or a path on the same site.
 *  @attr {string} course - The course to open: a path on the same site.
 *  @attr {boolean} opening - Begins with the opening.
 *  @attr {boolean} autoplay - Plays while it is seen.
 *  @attr {"auto"|"light"|"dark"} theme - Else as the page has it.
 *  @attr {string} compare - Links of experiments kept beside the live one, with semicolons between them.
 *  @attr {string} learner - What the course calls whoever learns here: gives lessons a seed of their own.
 *  @attr {string} map - A map of networks to draw: both axes, cells, iterations, seeds.
 *  @fires {CustomEvent<Frame>} frame - A frame is shown; `detail` is that frame.
 *  @fires {CustomEvent<Experiment>} experiment - Another experiment has begun.
 *  @fires {CustomEvent<Error>} error - Something could not be used, in words. */
export class EbbLab extends HTMLElement implements LabMembers {
  static readonly observedAttributes = ['experiment', ...attributeNames];

  #lab: Lab | null = null;
  #embed: Embed | null = null;
  #shell: Shell | null = null;
  #address: Address | null = null;
  #ready: Promise<void> | null = null;
  /** What a script has set while the element is no part of a page: a lab, and its worker, is made once it is. */
  #wishedExperiment: Settings | string | null = null;
  #wished: readonly (string | Settings)[] = [];
  #close: (() => void) | null = null;

  connectedCallback(): void {
    // An element that a page has moved comes back before it was taken down.
    if (this.#close) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const isPage = this.hasAttribute('linked');
    const isFramed = isPage && window.parent !== window;
    this.toggleAttribute('framed', isFramed);
    const lab = (this.#lab = new Lab());
    // Before all else: the core runs while the page is made.
    if (isPage) this.#begin((this.#address = new Address(lab, isFramed)).open());
    else this.#begin(lab.load(this.#wishedExperiment ?? this.getAttribute('experiment') ?? ''));
    this.#wishedExperiment = null;
    words.speak(chooseLanguage(this.#languageWishes(isPage), languages)).catch(ignorePartMissing);
    addFonts();
    const embed = (this.#embed = new Embed(this, lab, isPage, isFramed));
    const shell = (this.#shell = new Shell());
    const letGo = adoptInto(root);
    const app = mount(LabPage, { target: root, props: { lab, host: this, embed, shell } });
    const ends: (() => void)[] = [letGo, () => void unmount(app)];
    const watch = () => this.#embed === embed && ends.push(this.#watch(lab, embed));
    // Without its script the frame is a lab like any other.
    if (isFramed)
      void this.#tellParent(embed, ends)
        .catch(() => {})
        .then(watch);
    else watch();
    this.#close = () => {
      for (const end of ends) end();
      this.#address?.close();
      embed.close();
      lab.close();
      this.#lab = this.#embed = this.#shell = this.#address = this.#ready = this.#close = null;
    };
    if (this.#wished.length > 0) this.compare = this.#wished;
  }

  /** Lets the page around listen before there is anything to tell: its first message tells that page
   *  that somebody is here. */
  async #tellParent(embed: Embed, ends: (() => void)[]): Promise<void> {
    const [{ Parent }, { Splice }] = await parts.fetch(
      () => Promise.all([import('../embed/parent'), import('../embed/splice.svelte')]),
      true,
    );
    if (this.#embed !== embed) return;
    const parent = new Parent(this, embed.options.origin);
    const splice = new Splice(embed, parent.target);
    parent.onHeight = (height) => splice.resize(height, this.clientWidth);
    ends.push(() => {
      parent.close();
      splice.close();
    });
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

  attributeChangedCallback(name: string, _before: string | null, text: string | null): void {
    if (!this.isConnected || !this.#close) return;
    if (name === 'experiment') this.experiment = text ?? '';
    else if (!this.#embed?.isPage) this.#embed?.read();
    if (name === 'theme') this.#embed?.readTheme();
  }

  /** The whole record, defaults filled in; null until the core is there. */
  get experiment(): Experiment | null {
    return this.#lab?.experiment ?? null;
  }

  /** Starts anew with settings or a link's text. */
  set experiment(source: Settings | string) {
    if (this.#lab) this.#begin(this.#lab.load(source));
    else this.#wishedExperiment = source;
  }

  /** The experiments kept beside the live one, as far as they have begun: at most three. */
  get compare(): Experiment[] {
    const runs = this.#embed?.compare?.runs ?? [];
    return runs.flatMap(({ experiment }) => experiment ?? []);
  }

  /** Keeps exactly these, as settings or links' texts; they follow the live one. None for what is no list. */
  set compare(given: readonly (Settings | string)[] | null | undefined) {
    const sources = Array.isArray(given) ? given.filter((one) => one !== null) : [];
    this.#wished = this.#embed ? [] : sources;
    const [embed, before] = [this.#embed, this.#ready];
    if (embed && before) this.#begin(Promise.all([before, embed.compareWith(sources)]));
  }

  /** The core is loaded and the first frame of the experiment last set is drawn. */
  get ready(): Promise<void> {
    return this.#ready ?? Promise.reject(new Error(apart));
  }

  get frame(): Frame | null {
    return this.#lab?.frame ?? null;
  }

  async advance(unit: Unit, count = 1): Promise<Frame> {
    return (await this.#settled()).advance(unit, count);
  }

  async rewind(unit: Unit, count = 1): Promise<Frame> {
    return (await this.#settled()).rewind(unit, count);
  }

  play(): void {
    this.#lab?.playback.run();
  }

  pause(): void {
    this.#lab?.pause();
  }

  reset(): void {
    // Where it is not reached, the lab has gone, or says why itself.
    this.#lab?.reset().catch(() => {});
  }

  /** Runs what might help the experiment, for so many seconds at most; resolves with what was run, best
   *  first. Locked fields stay as they are. */
  async tryRemedies({ seconds = defaultSeconds }: { seconds?: number } = {}): Promise<
    TriedRemedy[]
  > {
    checkSeconds(seconds);
    const lab = await this.#settled();
    const { tryRemedies } = await parts.fetch(() => import('../app/try_remedies'));
    return tryRemedies(lab, seconds);
  }

  /** The lab, once it stands; a setting that was refused leaves the experiment before it in place. */
  async #settled(): Promise<Lab> {
    await this.#ready?.catch(() => {});
    if (!this.#lab) throw new Error(apart);
    return this.#lab;
  }

  #begin(started: Promise<unknown>): void {
    this.#ready = started.then(() => this.#drawn());
    // Whoever awaits `ready` hears of a failure there, everybody else by the event.
    this.#ready.catch(() => {});
  }

  /** Resolves when all of the lab is there, also what is made after the profile. */
  async #drawn(): Promise<void> {
    await afterPaint();
    await this.#shell?.startup.done;
  }

  #watch(lab: Lab, embed: Embed): () => void {
    const tell = (name: string, detail: unknown) =>
      this.dispatchEvent(new CustomEvent(name, { detail }));
    return $effect.root(() => {
      $effect(() => {
        if (lab.frame) tell('frame', lab.frame);
      });
      $effect(() => {
        // A draft that settles changes nothing but `isDraft`.
        if (lab.experiment && !lab.isDraft && !embed.isOpening) this.#address?.follow();
      });
      $effect(() => {
        this.lang = words.language;
        if (this.#address) {
          document.documentElement.lang = words.language;
          document.title = t('app.title');
        }
      });
      $effect(() => {
        if (this.#address && lab.experiment) showKeptInAddress(embed.kept);
      });
      $effect(() => {
        if (lab.experiment) tell('experiment', lab.experiment);
      });
      $effect(() => {
        // Names of controls are known once the core is.
        if (lab.schema.length > 0) embed.read();
      });
      $effect(() => {
        for (const problem of embed.problems) tell('error', new Error(optionSentence(problem)));
      });
      $effect(() => {
        for (const problem of lab.problems) tell('error', new Error(problem.message));
        for (const problem of embed.compare?.problems ?? []) {
          tell('error', new Error(problem.message));
        }
        if (lab.failure) tell('error', new Error(lab.failure));
      });
    });
  }
}
