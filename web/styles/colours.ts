/** A token as a colour that a canvas can take (custom properties keep `light-dark()` unresolved).
 *  Borrows the element's own `color`, which a canvas or a figure does not use. */
export function resolveColour(element: HTMLElement, token: string): string {
  const before = element.style.color;
  element.style.color = `var(${token})`;
  const resolved = getComputedStyle(element).color;
  element.style.color = before;
  return resolved;
}
