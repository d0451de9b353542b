/** The beginning of a text that may be long: at most so many letters, none of them cut in two. */
export function beginningOf(text: string, most: number): string {
  // A letter is at most two units long, so that no more of the text needs to be looked at.
  return [...text.slice(0, 2 * most)].slice(0, most).join('');
}

/** What would tear a sentence that it stands in, or turn the direction of the rest: nothing of it can be read
 *  (src/base/text.cpp says so of settings). */
const unreadable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** The same with a sign that there was more; of somebody else's text, to stand in a sentence. */
export function shortened(given: string, most: number): string {
  const text = given.slice(0, 2 * most + 2).replace(unreadable, '\ufffd');
  const isLong = [...text].length > most;
  return isLong ? `${beginningOf(text, most - 1)}…` : text;
}
