/** The panels that have nothing to show before the network has been walked: fetched with the first touch, or
 *  the first step (shell.svelte.ts). */
import ActivationView from '../views/activation/ActivationView.svelte';
import ChainView from '../views/chain/ChainView.svelte';
import HistoryView from '../views/history/HistoryView.svelte';
import InspectorView from '../views/inspector/InspectorView.svelte';
import type { Panel } from './panel';

export const panels: Panel[] = [
  { name: 'inspector', group: 'layers', View: InspectorView, goal: 'operation', isWide: true },
  { name: 'chain', group: 'layers', View: ChainView, title: 'chain.title', isWide: true },
  { name: 'history', group: 'layers', View: HistoryView, title: 'history.title', isWide: true },
  // Beside it is the door of theory.
  { name: 'activation', group: 'layers', View: ActivationView, title: 'activation.title' },
];
