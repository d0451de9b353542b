import type { Problem } from '../module/ebb';

/** An error of the core, which reads "field: got …, takes …", as its three parts. A field that there is none of may be
 *  called anything. */
export function parseProblem(message: string): Problem {
  const [, field, got, takes] = /^(.*?): got (.*), takes (.*)$/s.exec(message) ?? [];
  return { field: field ?? '', got: got ?? '', takes: takes ?? '', message };
}
