import devanagari from 'ebb-fonts/noto-sans-devanagari.woff2?url';
import sansBeyond from 'ebb-fonts/source-sans-beyond.woff2?url';
import sans from 'ebb-fonts/source-sans.woff2?url';
import serifBeyond from 'ebb-fonts/source-serif-beyond.woff2?url';
import serif from 'ebb-fonts/source-serif.woff2?url';
import mathematics from 'ebb-fonts/stix-two-math.woff2?url';

/** What the files hold (tools/subset_fonts.ts). A browser fetches one only when a character of its
 *  range is drawn. */
const latin =
  'U+0020-0022, U+0025-003F, U+0041-005A, U+005F, U+0061-007A, U+00A0, U+00B0-00B1, U+00B7, U+00D7, U+00F7, U+2013-2014, U+2018-2019, ' +
  'U+201C-201D, U+2026, U+2191, U+2193, U+2212';
const latinBeyond =
  'U+0023-0024, U+0040, U+005B-005E, U+0060, U+007B-007E, U+00A1-00AF, U+00B4-00B6, U+00B8, U+00BA-00D6, U+00D8-00F6, U+00F8-00FF, U+0131, ' +
  'U+0152-0153, U+201A, U+201E, U+20AC, U+2122';
const devanagariRange = 'U+0900-097F, U+1CD0-1CFF, U+200C-200D';
/** Only formulas ask for its font. */
const all = 'U+0-10FFFF';

let isAdded = false;

/** Fonts hold for a whole document and cannot be declared inside a shadow root. */
export function addFonts(): void {
  if (isAdded) return;
  isAdded = true;
  for (const [family, url, unicodeRange] of [
    ['Source Sans Variable', sans, latin],
    ['Source Sans Variable', sansBeyond, latinBeyond],
    ['Source Serif Variable', serif, latin],
    ['Source Serif Variable', serifBeyond, latinBeyond],
    ['Noto Sans Devanagari Variable', devanagari, devanagariRange],
    ['STIX Two Math', mathematics, all],
  ] as const) {
    const source = `url("${url}") format("woff2")`;
    const face = new FontFace(family, source, { weight: '400 600', display: 'swap', unicodeRange });
    // Another script of the same kind may have been here.
    const isThere = (one: FontFace) =>
      one.family.replaceAll('"', '') === family && isSame(one.unicodeRange, face.unicodeRange);
    if (![...document.fonts].some(isThere)) document.fonts.add(face);
  }
}

/** Browsers write ranges in ways of their own, but each in one way. */
const isSame = (one: string, other: string) => one.toUpperCase() === other.toUpperCase();
