/** What shows theory beside what was measured, fetched when a reader wants it. */
export { Expected } from '../../lab/theory.svelte';
export { sharedPool } from '../../worker/shared_pool';
export { default as StageTheory } from './StageTheory.svelte';
export { default as TheoryHere } from './TheoryHere.svelte';
export { default as TheoryKey } from './TheoryKey.svelte';
