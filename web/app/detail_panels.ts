/** The panels under the first screen: half of the page's script, fetched when they come near the screen
 *  (shell.svelte.ts). */
export { default as ActivationView } from '../views/activation/ActivationView.svelte';
export { default as ChainView } from '../views/chain/ChainView.svelte';
export { default as HistoryView } from '../views/history/HistoryView.svelte';
export { default as InspectorView } from '../views/inspector/InspectorView.svelte';
export { default as LandscapeView } from '../views/landscape/LandscapeView.svelte';
export { default as MapPanel } from './MapPanel.svelte';
export { default as SweepPanel } from './SweepPanel.svelte';
export { default as TheoryPanel } from './TheoryPanel.svelte';
