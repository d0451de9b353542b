import { laneHeight } from '../../charts/axis';

/** Heights of the stage's parts, from the top, in CSS pixels. */
export interface StageLayout {
  /** The network's units. */
  network: { top: number; height: number };
  /** The row of operations. */
  walk: { top: number; height: number };
  /** Baseline of the operations' factors. */
  factors: number;
  /** Baseline of the layers' numbers. */
  numbers: number;
  /** The plots of the panels, without their titles and lanes. */
  panels: { top: number; bottom: number }[];
  height: number;
}

/** Room above a plot for its title and the lane of infinite and NaN. */
const head = 24 + laneHeight;
/** Room under a plot for the lane of zeros. */
const foot = laneHeight + 14;

export function stageLayout(width: number, panels: number, hasNetwork = true): StageLayout {
  const units = Math.round(Math.min(220, Math.max(128, width * 0.17)));
  const network = hasNetwork ? { top: 26, height: units } : { top: 4, height: 0 };
  const walk = hasNetwork
    ? { top: network.top + network.height + 14, height: 24 }
    : { top: 0, height: 0 };
  const factors = walk.top + walk.height + 13;
  const numbers = hasNetwork ? factors + 17 : walk.top + walk.height + 17;
  // The first panel is the profile proper; what is added under it is lower.
  const tall = panels === 1 ? 200 : 160;
  let next = numbers + 6;
  const plots = Array.from({ length: panels }, (_, index) => {
    const top = next + head;
    const bottom = top + (index === 0 ? tall : 100);
    next = bottom + foot;
    return { top, bottom };
  });
  return { network, walk, factors, numbers, panels: plots, height: next };
}

/** Room left of the columns for an axis' figures, and right of them, where columns are too narrow to
 *  hold the word under the last one. */
export function gutter(width: number, columns: number): { left: number; right: number } {
  const left = width < 480 ? 40 : 52;
  return { left, right: width / columns < 30 ? 28 : 12 };
}
