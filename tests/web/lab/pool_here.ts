import type { Ebb } from '../../../web/module/ebb';
import { Pool, type Job, type PoolWorker } from '../../../web/worker/pool';
import type { Answer } from '../../../web/worker/protocol';
import { expectationOf } from '../../../web/worker/theory';

/** A pool whose workers are the module itself; what is asked but theory, `answer` answers. */
export function poolHere(
  ebb: Ebb,
  workers: number,
  answer: (job: Job) => Promise<Answer | null | undefined>,
): Pool {
  const hand = (): PoolWorker => ({
    onProgress: () => {},
    close: () => {},
    ask: async (intent): Promise<Answer> => {
      // As between a page and its worker, messages take their turn.
      await new Promise((turn) => setTimeout(turn));
      if (intent.kind === 'load' || intent.kind === 'stop') return { fields: [], version: '' };
      if (intent.kind === 'theory') return expectationOf(ebb, intent);
      return (await answer(intent))!;
    },
  });
  return new Pool(workers, hand);
}
