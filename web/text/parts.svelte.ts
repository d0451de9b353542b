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

  async fetch<Part>(load: () => Promise<Part>): Promise<Part> {
    try {
      // That another part comes says nothing of the one that did not.
      return await load();
    } catch {
      this.isMissing = true;
      throw new PartMissing();
    }
  }
}

export const parts = new Parts();

/** For whoever has nothing to add to what the reader is told. */
export function isToldOf(error: unknown): void {
  if (!(error instanceof PartMissing)) throw error;
}
