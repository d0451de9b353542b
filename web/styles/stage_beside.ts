/** Whether the stage stands beside the words rather than under them, as the style sheets have it: from a lab's width of
 *  60rem on. */
export function isStageBeside(part: Element): boolean {
  const root = part.getRootNode();
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return root instanceof ShadowRoot && root.host.clientWidth >= 60 * rem;
}
