/** What each of the page's fonts is there to write. */

/** What English is written in, and the signs of figures and formulas; without those that only code has. */
const code = '#$@[\\]^`{|}~';
export const latin =
  [...characters(0x20, 0x7e)].filter((sign) => !code.includes(sign)).join('') + ' °±·×÷–—‘’“”…−↑↓';
/** The rest of Latin 1 and the signs of code, fetched with the first word that needs it; without ¹ ² ³: the other raised
 *  digits are not in the fonts, and a power of ten must not mix two of them. */
export const latinBeyond = characters(0xa1, 0xff).replace(/[¹²³°±·×÷]/g, '') + 'ıŒœ‚„€™' + code;
/** With the two joiners. */
export const devanagari = characters(0x900, 0x97f, 0x1cd0, 0x1cff, 0x200c, 0x200d);

/** What formulas are set in: letters upright, bold and italic, Greek ones too, and signs; what a bracket or a root grows
 *  into comes with it. */
export const mathematics =
  characters(0x20, 0x7e, 0x391, 0x3a9, 0x3b1, 0x3c9, 0x1d400, 0x1d467, 0x1d6e2, 0x1d71b) +
  'ℎϕϵ±·×÷−∗⋅∘′…⋯≤≥≈≠∼∝→←⇒⇔↦∈∂∇∑∏√∞∣∥‖⊙⊗⊤⟨⟩⌊⌋⌈⌉ˆ˙~¯‾⏞⏟ℒ𝒩ℝ𝔼𝖳';

function characters(...bounds: number[]): string {
  let all = '';
  for (let i = 0; i < bounds.length; i += 2) {
    for (let code = bounds[i]!; code <= bounds[i + 1]!; code += 1)
      all += String.fromCodePoint(code);
  }
  return all;
}
