import { Client } from './client';
import { Pool, poolSize, type PoolWorker } from './pool';

let shared: Pool | null = null;

/** The one pool of a page, whatever the number of labs on it: it has no more cores for two. */
export function sharedPool(): Pool {
  const size = poolSize(navigator.hardwareConcurrency || 2);
  return (shared ??= new Pool(size, () => new Client() as PoolWorker));
}
