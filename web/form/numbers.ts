/** Numbers as people list them: with commas, semicolons, spaces or lines between. What is no number
 *  becomes NaN, which the core refuses by name. */
export function readNumbers(text: string): number[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map((part) => Number(part.replace('−', '-')));
}
