/** The panels under the first screen, fetched when they come near it (shell.svelte.ts). */
export { default as LandscapeView } from '../views/landscape/LandscapeView.svelte';
export { default as MapPanel } from './MapPanel.svelte';
export { default as SweepPanel } from './SweepPanel.svelte';
export { default as TheoryPanel } from './TheoryPanel.svelte';
