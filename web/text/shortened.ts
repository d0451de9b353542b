/** Of what is to be cut after so many letters, so many units are looked at: letters of several code points each
 *  are few in a text that is meant to be read, and one of marks without end is not to be gone through. */
const unitsFor = (most: number): number => 4 * most + 32;

/** The letters at the start of a text, each with its marks, vowel signs and all that joiners tie to it; code points
 *  in browsers that do not know them (Firefox before 125). */
function lettersOf(text: string, most: number): string[] {
  const start = text.slice(0, unitsFor(most));
  const letters =
    'Segmenter' in Intl
      ? Array.from(
          new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(start),
          ({ segment }) => segment,
        )
      : [...start];
  // The last may be but a part of one.
  if (start.length < text.length) letters.pop();
  return letters;
}

/** The beginning of a text that may be long: at most so many letters, none of them cut in two. */
export function beginningOf(text: string, most: number): string {
  return lettersOf(text, most).slice(0, most).join('');
}

/** What would tear a sentence that it stands in, or turn the direction of the rest: nothing of it can be read
 *  (src/base/text.cpp says so of settings). */
const unreadable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** The same with a sign that there was more; of somebody else's text, to stand in a sentence. */
export function shortened(given: string, most: number): string {
  // One unit for another, and one more than is looked at, which tells that there was more.
  const text = given.slice(0, unitsFor(most) + 1).replace(unreadable, '\ufffd');
  const isLong = text.length > unitsFor(most) || lettersOf(text, most).length > most;
  return isLong ? `${beginningOf(text, most - 1)}…` : text;
}
