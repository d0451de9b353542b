import { mathematics } from '../../../tools/font_texts';
import temml from 'temml';

/** What is not seen: spaces, and the operators that are only heard. */
const unseen = /[\u00a0\u2000-\u200b\u2061-\u2064]/g;

/** The signs of a formula that the page's font of mathematics does not have. */
export function signsMissing(tex: string): string[] {
  const markup = temml.renderToString(tex, { throwOnError: true });
  const text = markup
    .replace(/<annotation.*?<\/annotation>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&[a-z#0-9]+;/gi, '')
    .replace(unseen, '');
  return [...new Set(text)].filter((sign) => !mathematics.includes(sign));
}
