/** The panels that have nothing to show before the network has been walked: fetched with the first touch, or
 *  the first step (shell.svelte.ts). */
export { default as ActivationView } from '../views/activation/ActivationView.svelte';
export { default as ChainView } from '../views/chain/ChainView.svelte';
export { default as HistoryView } from '../views/history/HistoryView.svelte';
export { default as InspectorView } from '../views/inspector/InspectorView.svelte';
