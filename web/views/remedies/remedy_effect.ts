import type { RankedRemedy, TrialSummary } from '../../module/ebb';

/** What a remedy did, by its runs alone. */
export type Effect = 'learns' | 'learns_too' | 'less' | 'nothing' | 'breaks';

/** `learns_too`: so does the experiment as it is, with more loss. */
export function effectOf(remedy: RankedRemedy, unchanged: TrialSummary): Effect {
  if (!Number.isFinite(remedy.loss)) return 'breaks';
  if (!remedy.helps) return 'nothing';
  if (!remedy.learns) return 'less';
  return unchanged.learns ? 'learns_too' : 'learns';
}
