/** What becomes of a start that does not reject: overtaken, it has changed nothing, since a newer one was asked for or the lab is
 *  closed. */
export type StartOutcome = 'began' | 'overtaken';

/** The same, where a start that rejects is told of elsewhere. */
export const outcomeOf = (start: Promise<StartOutcome>): Promise<StartOutcome | 'refused'> =>
  start.catch(() => 'refused');
