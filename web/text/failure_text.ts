import { WorkerLost } from '../worker/worker_errors';
import { t } from './words.svelte';

/** Why something that was asked of a worker beside the lab's own came to nothing. What the core says, it says
 *  itself. */
export function failureText(error: Error): string {
  if (!(error instanceof WorkerLost)) return error.message;
  return error.isTrap ? t('pool.core', { reason: error.message }) : t('pool.ended');
}
