import type { FindingKind } from '../../module/ebb';
import { parts } from '../../text/parts.svelte';
import { once } from '../../worker/once';

/** What usually helps. */
export const helpWith = async (kind: FindingKind, language: string): Promise<string> => {
  const { findingHelp } = await parts.fetch(() => import('../../text/finding_help'));
  return (await findingHelp(kind, language)).helps;
};

/** What a finding rests on: fetched with the first finding that is shown. */
export const findingDetail = once(() => parts.fetch(() => import('./FindingDetail.svelte')));
