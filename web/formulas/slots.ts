import { writeNumber } from '../text/numbers';

/** Digits in formulas: one more than elsewhere, so that a sum or product checked with a calculator
 *  agrees to the three that are shown of its result. */
const digits = 4;

/** A number as TeX. */
export function number(value: number): string {
  const { digits: written, exponent } = writeNumber(value, digits);
  if (written === 'NaN') return '\\text{NaN}';
  const plain = written.replace('−', '-').replace('∞', '\\infty');
  return exponent === null ? plain : `${plain}\\times 10^{${exponent}}`;
}

/** A number inside a product or after a sign: in brackets where it could be misread. */
export function operand(value: number): string {
  const text = number(value);
  return value < 0 || text.includes('\\times') ? `(${text})` : text;
}

/** Puts numbers (or names) into a template's slots «x». */
export function fill(template: string, slots: Record<string, number | string>): string {
  return template.replace(/«(\w+)»/g, (_, name: string) => {
    const slot = slots[name];
    if (slot === undefined) throw new Error(`formula: no slot "${name}" in ${template}`);
    return typeof slot === 'number' ? operand(slot) : slot;
  });
}

/** How many terms of a sum there is room for: side by side, and in all. */
export interface Room {
  perLine: number;
  most: number;
}

/** The gradient of the loss with respect to something. */
export const gradient = (name: string) => `\\frac{\\partial L}{\\partial ${name}}`;

/** `name` = a sum of terms = result, over as many lines as it needs; of more than `most` terms the first and the last. */
export function sum(
  name: string,
  terms: readonly string[],
  result: number | null,
  { perLine, most }: Room,
): string {
  const shown =
    terms.length <= most
      ? [...terms]
      : [
          ...terms.slice(0, most - 2),
          `\\ldots\\ (${terms.length - most + 1})\\ \\ldots`,
          terms.at(-1)!,
        ];
  const lines: string[] = [];
  for (let i = 0; i < shown.length; i += perLine) {
    lines.push(shown.slice(i, i + perLine).join(' + '));
  }
  const total = result === null ? '' : ` \\\\ &= ${number(result)}`;
  return `\\begin{aligned} ${name} &= ${lines.join(' \\\\ &\\quad + ')}${total} \\end{aligned}`;
}

/** `name` = filled-in rule = result, which has a line of its own: the two together are wider than a
 *  telephone. */
export const equation = (name: string, filled: string, result: number, becomes = '=') =>
  `\\begin{aligned} ${name} &${becomes} ${filled} \\\\ &= ${number(result)} \\end{aligned}`;
