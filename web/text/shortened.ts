/** The beginning of a text that may be long: at most so many letters, none of them cut in two. */
export function beginningOf(text: string, most: number): string {
  // A letter is at most two units long, so that no more of the text needs to be looked at.
  return [...text.slice(0, 2 * most)].slice(0, most).join('');
}

/** The same with a sign that there was more. */
export function shortened(text: string, most: number): string {
  const isLong = [...text.slice(0, 2 * most + 2)].length > most;
  return isLong ? `${beginningOf(text, most - 1)}…` : text;
}
