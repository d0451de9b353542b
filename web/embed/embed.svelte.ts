import type { Compare } from '../lab/compare.svelte';
import type { HandIn } from '../handin/hand_in';
import type { Recorder } from '../handin/recorder.svelte';
import type { Lab } from '../lab/lab.svelte';
import type { Settings } from '../module/ebb';
import { parts } from '../text/parts.svelte';
import { languages } from '../text/words.svelte';
import {
  defaults,
  parts as optionalParts,
  readAttributes,
  readQuery,
  type OptionProblem,
  type Options,
} from './options';
import { recallTheme, setTheme, themeOf, type Theme } from '../styles/theme';

/** What opens by its name in the menu, and stands under the first screen. */
export type Tool = 'sweep' | 'map' | 'theory';

/** How a lab stands in what is around it: as the page itself, as a page within a frame, or as an
 *  element among others; and what was chosen for it. */
export class Embed {
  /** While the opening is shown there is less around the stage. */
  isOpening = $state(false);
  #chosen = $state.raw<Options>(defaults);
  readonly options: Options = $derived(
    this.isOpening ? { ...this.#chosen, view: 'network', without: optionalParts } : this.#chosen,
  );
  problems = $state.raw<OptionProblem[]>([]);
  /** Why the file last opened could not be used, in words. */
  fileFault = $state<string | null>(null);
  /** Whether a table was opened from a file: what it was taken for is said until somebody has read it. */
  hasOpenedTable = $state(false);
  theme = $state<Theme>('auto');
  /** The lesson now open; empty: the list of them; null: none. */
  lesson = $state<string | null>(null);
  /** The title of the lesson that was closed while it was run, until that is read. */
  closedLesson = $state<string | null>(null);
  /** What writes down what is done in lessons, while they are open. */
  recorder = $state.raw<Recorder | null>(null);
  /** What a learning platform has handed back of that. */
  restored = $state.raw<{ handIn: HandIn; scores: Record<string, number> } | null>(null);
  /** Once something is kept; few compare, so it is loaded only then. */
  compare = $state.raw<Compare | null>(null);
  /** The tool that was asked for in the menu, until it opens. */
  tool = $state<Tool | null>(null);
  /** The link of the map that is drawn; null: none. */
  map = $state<string | null>(null);
  /** Opens a lesson beside the lab that was handed over as a file. */
  openLesson: (name: string, text: string) => void = () => {};
  /** Brings the form into view, where it is not. */
  openForm: () => void = () => {};
  /** Shows the opening. */
  openOpening: () => void = () => {};
  #isClosed = false;

  constructor(
    readonly host: HTMLElement,
    readonly lab: Lab,
    /** The lab is the page: its experiment and its settings are in the address. */
    readonly isPage: boolean,
    /** That page stands within another one. */
    readonly isFramed: boolean,
  ) {
    this.read();
    if (isPage && this.options.theme !== 'auto') setTheme(host, this.options.theme);
    if (this.keeps) recallTheme(host);
    this.readTheme();
  }

  /** Whether the lab's own choices are kept for the next visit: not those made inside a course. */
  get keeps(): boolean {
    return this.isPage && !this.isFramed;
  }

  /** To be called when the settings, or what the core knows of fields, have changed. */
  read(): void {
    const fields = this.lab.schema.map(({ name }) => name);
    const { options, problems } = this.isPage
      ? readQuery(location.search, fields, languages)
      : readAttributes(this.host, fields);
    // Equal ones would have all that depends on them looked at anew.
    if (JSON.stringify(options) !== JSON.stringify(this.#chosen)) this.#chosen = options;
    if (fields.length > 0) this.problems = problems;
    this.lab.locks.names = [...options.hidden, ...options.locked];
  }

  /** Links of the experiments kept beside the live one. */
  get kept(): readonly string[] {
    return this.compare ? this.compare.runs.map(({ link }) => link) : this.options.compare;
  }

  /** Keeps the present experiment; says what came of it. */
  async keep(): Promise<'kept' | 'there' | 'full'> {
    return (await this.#comparison()).keep();
  }

  /** Keeps exactly these beside the live one. */
  async compareWith(sources: readonly (string | Settings)[]): Promise<void> {
    if (sources.length === 0 && !this.compare) return;
    await (await this.#comparison()).set(sources);
  }

  close(): void {
    this.#isClosed = true;
    this.compare?.close();
  }

  async #comparison(): Promise<Compare> {
    const { Compare } = await parts.fetch(() => import('../lab/compare.svelte'));
    if (this.#isClosed) throw new Error('the element is not part of a page');
    return (this.compare ??= new Compare(this.lab));
  }

  readTheme(): void {
    this.theme = themeOf(this.host);
  }
}
