import { runOf } from './task.mjs';

/** `records`: with what a page keeps of a run that it shows (the history with its test losses, and the
 *  checkpoints that lead back); else the same steps walked a second time, which keeps nothing. */
export const ebb = (precision, records) => (size) => {
  let run = null;
  const afresh = () => {
    run?.delete();
    run = runOf(size, precision);
  };
  const walk = (steps) => run.advance('iteration', steps);
  afresh();
  return {
    parameters: Object.values(run.parameters()).flat(2).length,
    losses(steps) {
      afresh();
      return Array.from({ length: steps }, () => {
        walk(1);
        return run.frame().loss;
      });
    },
    prepare(steps) {
      afresh();
      if (records) return;
      walk(steps);
      run.seek(0, 1);
    },
    run: walk,
    close: () => run.delete(),
  };
};
