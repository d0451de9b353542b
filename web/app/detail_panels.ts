/** The panels under the first screen, fetched when they come near it (shell.svelte.ts). */
import PredictionsView from '../views/predictions/PredictionsView.svelte';
import MapPanel from './MapPanel.svelte';
import type { Panel } from './panel';
import SweepPanel from './SweepPanel.svelte';
import TheoryPanel from './TheoryPanel.svelte';

export const panels: Panel[] = [
  { name: 'predictions', group: 'learning', View: PredictionsView, title: 'predictions.title' },
  { name: 'theory', group: 'layers', View: TheoryPanel, isWide: true },
  { name: 'sweep', group: 'experiments', View: SweepPanel, isWide: true },
  { name: 'map', group: 'experiments', View: MapPanel, isWide: true },
];
