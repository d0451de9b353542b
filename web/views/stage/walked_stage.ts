/** What the stage draws of a walk: fetched with its first step, since a page begins without it. */
export { drawBand, drawBase } from './draw_band';
export { drawValues } from './draw_values';
export { valueBand } from './value_band';
export { staircase } from './staircase';
export { default as BandScale } from './BandScale.svelte';
export { default as ProfileSteps } from './ProfileSteps.svelte';
export { default as StripLabels } from './StripLabels.svelte';
export { default as ValueProfile } from './ValueProfile.svelte';
export { default as WalkFront } from './WalkFront.svelte';
export { default as BandKey } from './BandKey.svelte';
export { factorLabels, writtenOf } from './factor_labels';
