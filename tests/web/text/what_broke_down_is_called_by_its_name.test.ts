import { describe, expect, it } from 'vitest';
import en from '../../../web/text/en.json';
import ne from '../../../web/text/ne.json';

/** Numbers break down on the way forward as well, where no gradient has been yet; and some come back. */
describe('sentences on numbers that are infinite or not numbers', () => {
  it.each([
    ['English', en as Record<string, string>, /gradient|recover/i],
    ['Nepali', ne as Record<string, string>, /ग्रेडियन्ट|सुध्रि/],
  ])('blame no gradient, and foretell nothing, in %s', (_, words, blame) => {
    for (const key of ['verdict.infinite_text', 'verdict.nan_text', 'verdict.infinite']) {
      expect(words[key], key).toBeDefined();
      expect(words[key], key).not.toMatch(blame);
    }
  });
});
