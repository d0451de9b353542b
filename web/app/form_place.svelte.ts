/** Where the experiment's form stands: it is one form, closed, beside the stage, or with the entries of one
 *  setting alone under the line of settings. */
export class FormPlace {
  isWhole = $state(false);
  /** The fields whose entries are open in place; null: none. */
  fields = $state.raw<readonly string[] | null>(null);
  /** Where their sheet begins, in pixels from the left of what it lies over, and from its top. */
  left = $state(0);
  top = $state(0);
  /** Height from there to the end of the window, in pixels. */
  room = $state(0);
  /** What had opened them, and gets the focus back. */
  #opener: HTMLElement | null = null;

  /** Under the transport, which stays free: what a change does is seen by playing on. */
  openFields(fields: readonly string[], opener: HTMLElement, transport: HTMLElement): void {
    const ground = opener.closest('.body')?.getBoundingClientRect();
    if (!ground) return;
    this.left = opener.getBoundingClientRect().left - ground.left;
    const { bottom } = transport.getBoundingClientRect();
    this.top = bottom - ground.top;
    this.room = innerHeight - bottom;
    this.#opener = opener;
    this.isWhole = false;
    this.fields = fields;
  }

  closeFields(isBack: boolean): void {
    this.fields = null;
    if (isBack) this.#opener?.focus();
    this.#opener = null;
  }

  toggleWhole(): void {
    this.closeFields(false);
    this.isWhole = !this.isWhole;
  }
}
