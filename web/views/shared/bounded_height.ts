/** Whether the card around an element can be no taller than what it stands beside (FirstScreen.svelte): what it says has to
 *  make do with that. Under the stage it is as tall as what stands in it. */
export const hasBoundedHeight = (inside: Element): boolean =>
  getComputedStyle(inside).getPropertyValue('--is-bounded').trim() === '1';
