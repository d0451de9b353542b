import devanagari from 'ebb-fonts/noto-sans-devanagari.woff2?url';
import sans from 'ebb-fonts/source-sans.woff2?url';
import serif from 'ebb-fonts/source-serif.woff2?url';

/** What the files hold (bundle/subset_fonts.ts). */
const latin =
  'U+0020-007E, U+00A0-00B1, U+00B4-00B8, U+00BA-00FF, U+0131, U+0152-0153, U+2013-2014, ' +
  'U+2018-201A, U+201C-201E, U+2026, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215';
/** A browser fetches a font only when a character of its range is drawn: this one with Nepali. */
const devanagariRange = 'U+0900-097F, U+1CD0-1CFF, U+200C-200D';

/** Fonts hold for a whole document and cannot be declared inside a shadow root. */
export function addFonts(): void {
  for (const [family, url, unicodeRange] of [
    ['Source Sans 3 Variable', sans, latin],
    ['Source Serif 4 Variable', serif, latin],
    ['Noto Sans Devanagari Variable', devanagari, devanagariRange],
  ]) {
    if ([...document.fonts].some((font) => font.family.replaceAll('"', '') === family)) continue;
    const source = `url("${url}") format("woff2")`;
    const face = new FontFace(family, source, { weight: '400 700', display: 'swap', unicodeRange });
    document.fonts.add(face);
  }
}
