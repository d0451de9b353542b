import { besideLink } from '../experiment/schema';
import type { Settings } from '../module/ebb';
import type { Lab } from '../lab/lab.svelte';

/** Ties a lab to the page's address: the experiment is in the hash, each deliberate change is an
 *  entry of the browser's history, and back and forward lead through them. What no link carries (a
 *  table) is kept with the entry. */
export class Address {
  #entry = '';
  /** Starts from the address that are under way. */
  #reading = 0;

  constructor(private readonly lab: Lab) {
    addEventListener('popstate', this.#read);
  }

  close(): void {
    removeEventListener('popstate', this.#read);
  }

  /** Starts the lab with the experiment of the address. */
  async open(): Promise<void> {
    ++this.#reading;
    const beside: Settings = history.state?.ebb ?? {};
    try {
      await this.lab.start(location.hash.slice(1), beside);
    } finally {
      --this.#reading;
      this.#entry = this.#present();
    }
  }

  /** To be called whenever the experiment has changed. */
  follow(): void {
    if (this.#reading > 0 || this.lab.isDraft || !this.lab.experiment) return;
    const present = this.#present();
    if (present === this.#entry) return;
    this.#entry = present;
    const beside = besideLink(this.lab.schema, this.lab.experiment);
    const path = location.pathname + location.search;
    history.pushState({ ebb: beside }, '', this.lab.link ? `#${this.lab.link}` : path);
  }

  #present(): string {
    const { experiment, schema, link } = this.lab;
    return experiment ? link + JSON.stringify(besideLink(schema, experiment)) : '';
  }

  #read = (): void => {
    void this.open().catch(() => {});
  };
}

/** The lesson that the address names: `?lesson=depth`; empty: the list of them; null: none. */
export function lessonInAddress(): string | null {
  return new URLSearchParams(location.search).get('lesson');
}

/** Names the open lesson in the address, so that a link leads to it. */
export function showLessonInAddress(id: string | null | undefined): void {
  const address = new URL(location.href);
  if (id === undefined) address.searchParams.delete('lesson');
  else address.searchParams.set('lesson', id ?? '');
  history.replaceState(history.state, '', address);
}
