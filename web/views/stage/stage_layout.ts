import { laneHeight } from '../../charts/axis';

/** Heights of the stage's parts, from the top, in CSS pixels. */
export interface StageLayout {
  /** Tips of the marks of findings. */
  marks: number;
  /** Baseline of what is written at the front of a walk, in a lane of its own over the network; null: where it is
   *  tight there is none, and the row of operations says it alone. */
  front: number | null;
  /** The network's units. */
  network: { top: number; height: number };
  /** Baseline of the layers' numbers. */
  numbers: number;
  /** The row of operations: baseline of the letters, the gauges, baseline of the factors. */
  strip: { top: number; letters: number; gauge: { top: number; height: number }; bottom: number };
  /** Baseline of the operations' factors. */
  factors: number;
  /** Room under them for what is said of the operation. */
  line: { top: number; height: number };
  /** Height of the lane over each plot for what is infinite or no number. */
  lane: number;
  /** The plots of the panels, and where each begins and ends with its title and its lanes. */
  panels: { top: number; bottom: number; from: number; to: number }[];
  height: number;
}

/** Room above the network for the widths and the marks of findings, and under them for what is written at the front;
 *  room under the network for the numbers of the layers. */
const marks = 23;
const above = marks + 1;
const frontLane = 21;
const below = 20;
const letters = 17;
const factorLine = 17;
/** Room above a plot for its title. */
const title = 20;
/** Over a plot where nothing is infinite or no number. */
const narrowLane = 4;
/** Room under a plot for the lane of zeros. */
const foot = laneHeight;
/** Height of every further panel's plot: where there is room, and where the stage has to fit a screen; three
 *  panels are tighter still, and more do not fit it anyway. */
const further = { roomy: 100, tight: 70, tightest: 36 };
/** The same of a stage with its network, and of a profile alone. */
const first = {
  network: { roomy: 421, tight: 352, tightest: 270 },
  profile: { roomy: 220, tight: 220, tightest: 220 },
};
const tightOf = (panels: number) => (panels === 3 ? 'tightest' : 'tight');

/** The least that a stage can be read at, and from where on nothing has to be tight. Where it is tight, there is room
 *  over a plot for what is infinite only if something is. */
function heights(panels: number, hasNetwork: boolean, lane: number) {
  const own = first[hasNetwork ? 'network' : 'profile'];
  const rest = panels - 1;
  if (rest === 0) return { least: own.roomy, roomy: own.roomy };
  const tight = tightOf(panels);
  return {
    least: own[tight] + rest * (title + lane + further[tight] + foot),
    roomy: own.roomy + rest * (title + laneHeight + further.roomy + foot),
  };
}

const laneOf = (hasLane: boolean) => (hasLane ? laneHeight : narrowLane);

export const leastHeight = (panels: number, hasNetwork: boolean, hasLane: boolean): number =>
  heights(panels, hasNetwork, laneOf(hasLane)).least;

/** Shares `height` out: what is written keeps its size, network and profile get the rest in halves.
 *  `hasLane`: whether there is anything to show above the plots; `line`: room under the strip for what is said of
 *  the operation, where nothing stands beside the stage. */
export function stageLayout(
  height: number,
  panels: number,
  hasNetwork = true,
  hasLane = true,
  line = 0,
): StageLayout {
  const lane = laneOf(hasLane);
  const plotHead = title + lane;
  const isRoomy = panels === 1 || height - line >= heights(panels, hasNetwork, lane).roomy;
  const room = isRoomy ? 'roomy' : tightOf(panels);
  const plot = further[room];
  const least = first[hasNetwork ? 'network' : 'profile'][room];
  const own = Math.max(
    least,
    height - line - (panels - 1) * (title + (isRoomy ? laneHeight : lane) + plot + foot),
  );
  if (!hasNetwork) {
    const numbers = 18;
    const strip = { top: 0, letters: 0, gauge: { top: 0, height: 0 }, bottom: 0 };
    const plots = stacked(numbers + 4, own - numbers - 4 - plotHead - foot, panels, lane, plot);
    const network = { top: 4, height: 0 };
    return {
      marks: -5,
      front: null,
      network,
      numbers,
      strip,
      factors: 0,
      line: { top: 0, height: 0 },
      lane,
      ...plots,
    };
  }
  const gauge = Math.round(Math.min(56, Math.max(28, own * 0.085)));
  const head = above + (isRoomy ? frontLane : 0);
  const written = head + below + letters + gauge + factorLine + 8 + plotHead + foot;
  const units = Math.round((own - written) * (isRoomy ? 0.53 : 0.6));
  const network = { top: head, height: units };
  const numbers = network.top + units + 15;
  const top = network.top + units + below;
  const strip = {
    top,
    letters: top + 12,
    gauge: { top: top + letters, height: gauge },
    bottom: top + letters + gauge + factorLine + 4,
  };
  const factors = strip.gauge.top + gauge + 13;
  const plots = stacked(strip.bottom + line + 4, own - written - units, panels, lane, plot);
  return {
    marks,
    front: isRoomy ? marks + 14 : null,
    network,
    numbers,
    strip,
    factors,
    line: { top: strip.bottom, height: line },
    lane,
    ...plots,
  };
}

/** The plots one under the other, the first so tall, and every further one. */
function stacked(from: number, tall: number, panels: number, lane: number, plot: number) {
  const head = title + lane;
  let next = from;
  const plots = Array.from({ length: panels }, (_, index) => {
    const top = next + head;
    const bottom = top + (index === 0 ? tall : plot);
    const from = next;
    next = bottom + foot;
    return { top, bottom, from, to: next };
  });
  return { panels: plots, height: next };
}

/** Room left of the columns for an axis' figures, and right of them, where columns are too narrow to
 *  hold the word under the last one. Where they are narrower than a letter, the row of operations begins at the first
 *  one's edge, and what it says before that needs more. */
export function gutter(width: number, columns: number): { left: number; right: number } {
  const step = width / columns;
  if (step < 15) return { left: 52, right: 32 };
  return { left: width < 480 ? 40 : 52, right: step < 30 ? 28 : 12 };
}
