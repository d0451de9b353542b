import { sha256 } from './sha256';

/** The seed of a learner, from what a course calls them: other data and other initial weights of the same
 *  kind for each. null: no learner is named. */
export function seedOf(learner: string): number | null {
  const name = learner.trim();
  return name === '' ? null : Number.parseInt(sha256(`ebb learner ${name}`).slice(0, 8), 16);
}
