/** Why something did not come about: the reader is told by `parts`. */
export class PartMissing extends Error {
  constructor() {
    super('a part of the page could not be fetched');
  }
}

/** Parts of the page that are fetched when somebody needs them. Every `import(…)` goes through here, so
 *  that one that cannot be fetched is told of, wherever it was asked for (app/Problems.svelte). */
class Parts {
  isMissing = $state(false);
  /** Fetches the messages that the page does not begin with (words.svelte.ts). */
  fetchMessages: () => Promise<void> = async () => {};

  /** A part, and with it the messages that it says; `hasMessages`: they are there from the beginning. */
  async fetch<Part>(load: () => Promise<Part>, hasMessages = false): Promise<Part> {
    try {
      // That another part comes says nothing of the one that did not.
      const [part] = await Promise.all([load(), hasMessages ? null : this.fetchMessages()]);
      return part;
    } catch {
      this.isMissing = true;
      throw new PartMissing();
    }
  }
}

export const parts = new Parts();

/** For a caller with nothing to add: the reader is told of a part that could not be fetched. */
export function ignorePartMissing(error: unknown): void {
  if (!(error instanceof PartMissing)) throw error;
}
