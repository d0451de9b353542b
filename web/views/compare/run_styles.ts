import type { Shape } from '../../charts/mark';

/** How a run looks wherever several are shown. Colour, dashes and marks each tell it apart alone. */
export interface RunStyle {
  colour: string;
  /** As SVG has them; none: unbroken. */
  dash?: string;
  shape: Shape;
}

/** The live run looks as it does on the stage. */
export const liveStyle: RunStyle = { colour: 'var(--run-live)', shape: 'circle' };

/** The kept ones, by their slot. */
export const keptStyles: readonly RunStyle[] = [
  { colour: 'var(--run-1)', dash: '7 3', shape: 'square' },
  { colour: 'var(--run-2)', dash: '2 3', shape: 'plus' },
  { colour: 'var(--run-3)', dash: '10 3 2 3', shape: 'star' },
];
