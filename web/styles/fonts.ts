import devanagari from '@fontsource-variable/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-wght-normal.woff2?url';
import sans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url';
import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';

/** Latin, without ¹ ² ³: the other raised digits are not in the file, and a power of ten must not mix
 *  two fonts. */
const latin =
  'U+0000-00B1, U+00B4-00B8, U+00BA-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, ' +
  'U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215';
/** A browser fetches a font only when a character of its range is drawn: this one with Nepali. */
const devanagariRange = 'U+0900-097F, U+1CD0-1CFF, U+200C-200D, U+20B9, U+25CC, U+A8E0-A8FF';

/** Fonts hold for a whole document and cannot be declared inside a shadow root. */
export function addFonts(): void {
  for (const [family, url, unicodeRange] of [
    ['Source Sans 3 Variable', sans, latin],
    ['Source Serif 4 Variable', serif, latin],
    ['Noto Sans Devanagari Variable', devanagari, devanagariRange],
  ]) {
    if ([...document.fonts].some((font) => font.family.replaceAll('"', '') === family)) continue;
    const source = `url("${url}") format("woff2")`;
    const face = new FontFace(family, source, { weight: '200 900', display: 'swap', unicodeRange });
    document.fonts.add(face);
  }
}
