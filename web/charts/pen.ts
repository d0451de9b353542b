import type { Brush } from './brush';
import type { Palette } from './palette';

/** What a drawing is made with: its size is in pixels of the page. */
export interface Pen {
  context: Brush;
  width: number;
  height: number;
  palette: Palette;
}
