import { parts } from '../../text/parts.svelte';
import { once } from '../../worker/once';

/** What a finding rests on: fetched with the first finding that is shown. */
export const findingDetail = once(() => parts.fetch(() => import('./FindingDetail.svelte')));
