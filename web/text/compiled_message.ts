/** A message as the build has taken it apart (tools/compile_catalogues.ts), so that the page needs no parser: plain
 *  text as it is; else text and slots in turns, text at both ends. */
export type Compiled = string | Slotted;

export type Slotted = (string | Plural | typeof itself)[];

/** A slot that agrees with a number: `=0` and the like where it is that one, else by the language's rules. */
export interface Plural {
  by: string;
  cases: Record<string, Compiled>;
}

/** The slot within a plural where its number stands. */
export const itself = null;
