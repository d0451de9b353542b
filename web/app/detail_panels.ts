/** The panels under the first screen, fetched when they come near it (shell.svelte.ts). */
import LandscapeView from '../views/landscape/LandscapeView.svelte';
import MapPanel from './MapPanel.svelte';
import type { Panel } from './panel';
import SweepPanel from './SweepPanel.svelte';
import TheoryPanel from './TheoryPanel.svelte';

export const panels: Panel[] = [
  { name: 'landscape', group: 'learning', View: LandscapeView, title: 'landscape.title' },
  { name: 'theory', group: 'layers', View: TheoryPanel, isWide: true },
  { name: 'sweep', group: 'experiments', View: SweepPanel, isWide: true },
  { name: 'map', group: 'experiments', View: MapPanel, isWide: true },
];
