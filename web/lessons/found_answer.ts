import { evaluate, holds, type Lookup } from './expression';
import type { Guess } from './lesson';

/** For a guess of a number: what the core found. */
export const foundNumber = (guess: Guess | null, lookup: Lookup): number =>
  guess?.kind === 'number' ? evaluate(guess.of, lookup) : NaN;

/** For a choice: which of them the core found to be so; −1: not known. */
export const foundChoice = (guess: Guess | null, lookup: Lookup): number =>
  guess?.kind === 'choice' ? guess.choices.findIndex((choice) => holds(choice.holds, lookup)) : -1;
