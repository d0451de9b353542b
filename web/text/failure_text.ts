import { WorkerLost } from '../worker/worker_errors';
import { t } from './words.svelte';

/** That something which was asked of a worker beside the lab's own came to nothing, and why: of a worker that was lost a
 *  sentence of its own, of what the core refused `refusal` around the core's words. */
export function failureText(error: Error, refusal = (reason: string) => reason): string {
  if (!(error instanceof WorkerLost)) return refusal(error.message);
  const { message: reason, isTrap, hasStarted } = error;
  if (isTrap) return t('pool.core', { reason });
  return hasStarted ? t('pool.ended') : t('pool.start', { reason });
}
