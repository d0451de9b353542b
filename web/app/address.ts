import { besideLink } from '../experiment/schema';
import type { Settings } from '../module/ebb';
import type { Lab } from '../lab/lab.svelte';
import { addressWith } from '../embed/link';
import { readQuery, writeQuery, defaults } from '../embed/options';

/** Ties a lab to the page's address: the experiment is in the hash, each deliberate change is an
 *  entry of the browser's history, and back and forward lead through them; within a frame there is
 *  one entry only, since the history is that of the page around it. What no link carries (a table)
 *  is kept with the entry. */
export class Address {
  #entry = '';
  /** Starts from the address that are under way. */
  #reading = 0;

  constructor(
    private readonly lab: Lab,
    private readonly isFramed: boolean,
  ) {
    addEventListener('popstate', this.#read);
  }

  close(): void {
    removeEventListener('popstate', this.#read);
  }

  /** Starts the lab with the experiment of the address. */
  async open(): Promise<void> {
    ++this.#reading;
    const link = location.hash.slice(1);
    const beside = besideIn(history.state);
    try {
      await this.lab.start(link, beside).catch(async (error: unknown) => {
        if (Object.keys(beside).length === 0) throw error;
        // What was kept with the entry cannot be used; the link by itself can.
        const { problems } = this.lab;
        if ((await this.lab.start(link, {})) !== 'began') return;
        this.lab.problems = [...problems, ...this.lab.problems];
      });
    } finally {
      await this.lab.settled();
      --this.#reading;
      this.#entry = this.#present();
      // The address says what runs: not what could not be, which a reload would try again.
      if (this.lab.experiment && this.lab.problems.length > 0) this.#write('replace');
    }
  }

  /** To be called whenever the experiment has changed. */
  follow(): void {
    if (this.#reading > 0 || this.lab.isDraft || !this.lab.experiment) return;
    const present = this.#present();
    if (present === this.#entry) return;
    if (this.#write(this.isFramed ? 'replace' : 'push')) this.#entry = present;
  }

  #write(how: 'replace' | 'push'): boolean {
    if (!this.lab.experiment) return false;
    const beside = besideLink(this.lab.schema, this.lab.experiment);
    const path = location.pathname + location.search;
    const address = this.lab.link ? `#${this.lab.link}` : path;
    return writeAddress(how, { ebb: beside }, address);
  }

  #present(): string {
    const { experiment, schema, link } = this.lab;
    return experiment ? link + JSON.stringify(besideLink(schema, experiment)) : '';
  }

  #read = (): void => {
    void this.open().catch(() => {});
  };
}

/** Settings that were kept with an entry of the browser's history. */
function besideIn(state: unknown): Settings {
  const kept = (state as { ebb?: unknown } | null)?.ebb;
  return typeof kept === 'object' && kept !== null ? (kept as Settings) : {};
}

/** False where the browser refuses, as one does that is asked too often: then the address is behind until the next
 *  change. */
function writeAddress(how: 'replace' | 'push', state: unknown, address: string | URL): boolean {
  try {
    history[`${how}State`](state, '', address);
    return true;
  } catch {
    return false;
  }
}

/** Names the open lesson in the address, so that a link leads to it. */
export function showLessonInAddress(id: string | null | undefined): void {
  const address = new URL(location.href);
  if (id === undefined) address.searchParams.delete('lesson');
  else address.searchParams.set('lesson', id ?? '');
  writeAddress('replace', history.state, address);
}

/** Names the map in the address, so that a link draws it anew. */
export function showMapInAddress(map: string): void {
  const address = new URL(location.href);
  if (address.searchParams.get('map') === map) return;
  address.searchParams.set('map', map);
  // People read these links.
  address.search = address.search.replaceAll(/%2C|%3A|%3B/g, decodeURIComponent);
  writeAddress('replace', history.state, address);
}

export const isOpeningInAddress = () => new URL(location.href).searchParams.has('opening');

/** Takes the opening out of the address: it was seen, and a reload leads on from there. */
export function showOpeningInAddress(isOpen: boolean): void {
  const address = new URL(location.href);
  if (isOpen) address.searchParams.set('opening', '');
  else address.searchParams.delete('opening');
  writeAddress('replace', history.state, address);
}

/** Names the kept experiments in the address. They are no part of the browser's history: wherever that
 *  leads, those that are kept now stay. */
export function showKeptInAddress(kept: readonly string[]): void {
  const [written] = writeQuery({ ...defaults, compare: kept }, []);
  const [present] = writeQuery(readQuery(location.search, []).options, []).filter(isKept);
  if (written?.[1] === present?.[1]) return;
  const others = [...new URLSearchParams(location.search)].filter((setting) => !isKept(setting));
  const base = new URL(location.href);
  const experiment = base.hash.slice(1);
  base.search = base.hash = '';
  const settings = written ? [...others, written] : others;
  writeAddress('replace', history.state, addressWith(base, settings, experiment));
}

const isKept = ([name]: [string, string]) => name === 'compare';
