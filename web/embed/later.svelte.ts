/** A part of the page that is loaded when somebody needs it, or when its turn has come. */
export class Later<Part> {
  part = $state.raw<Part | null>(null);
  #loading: Promise<Part> | null = null;

  constructor(private readonly fetch: () => Promise<Part>) {}

  load(): Promise<Part> {
    return (this.#loading ??= this.fetch().then((part) => (this.part = part)));
  }
}
