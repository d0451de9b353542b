import type { OperationFrame, OperationKind } from '../../module/ebb';
import { formatNumber } from '../../text/numbers';
import type { Slot } from '../shared/walk';

export interface FactorLabel {
  operation: number;
  /** Middle of the text, and half its width. */
  x: number;
  half: number;
  text: string;
}

/** Which operations have their factors written: those of one kind alone where there is not room for all, of
 *  one layer in so many; and whether with all the digits that a factor has elsewhere. */
export interface Written {
  kind: OperationKind | null;
  every: number;
  isWhole: boolean;
}

/** Width of a digit, of a point, and the room between two labels, in CSS pixels. */
const [digit, point] = [6, 3];
const gap = 4;
/** Where layers stand closer than this, numbers do without their sign and the 0 before their point. */
const narrow = 34;

const widthOf = (text: string) =>
  [...text].reduce((sum, one) => sum + (one === '.' ? point : digit), 0);

type Factor = Pick<OperationFrame, 'kind' | 'layer' | 'attenuation'>;

/** Pixels from one layer to the next. */
function pitchOf(operations: readonly Pick<OperationFrame, 'layer'>[], places: readonly Slot[]) {
  const layers = new Set(operations.map(({ layer }) => layer)).size;
  const [first, last] = [places[0], places.at(-1)];
  return first && last ? (last.left + last.width - first.left) / layers : 0;
}

/** With as many digits as at the front and on the card, or, where there is not room, rounded to hundredths as they
 *  mostly are. */
function textOf(factor: number, isNarrow: boolean, isWhole: boolean): string {
  const number = formatNumber(factor, isWhole || factor >= 1 ? 3 : 2);
  return isNarrow ? number.replace(/^0\./, '.') : `×${number}`;
}

/** The kind of operation that changes the gradient most, all of them together. */
function strongest(operations: readonly Factor[]): OperationKind {
  const changes = new Map<OperationKind, number>([['activation', 0]]);
  for (const { kind, attenuation } of operations) {
    if (kind === 'loss' || attenuation === null) continue;
    const change = attenuation > 0 ? Math.abs(Math.log(attenuation)) : Infinity;
    changes.set(kind, (changes.get(kind) ?? 0) + change);
  }
  return [...changes].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

/** What there is room for: all factors, or those of the kind that changes the gradient most. By the places and
 *  by a whole walk, the first one, so that nothing written goes away again as a walk goes on. */
export function writtenOf(operations: readonly Factor[], places: readonly Slot[]): Written {
  const pitch = pitchOf(operations, places);
  const roomFor = (factor: number) => widthOf(textOf(factor, pitch < narrow, true)) + gap;
  const room = roomFor(0.24);
  const least = Math.min(
    ...operations.flatMap(({ kind }, index) => {
      const [one, next] = [places[index], places[index + 1]];
      if (!one || !next || kind === 'loss' || operations[index + 1]?.kind === 'loss') return [];
      return [next.left + next.width / 2 - one.left - one.width / 2];
    }),
  );
  if (least >= room) return { kind: null, every: 1, isWhole: least >= roomFor(0.243) };
  const kind = strongest(operations);
  const own = operations.filter((one) => one.kind === kind && one.attenuation !== null);
  // One that has no room would be left out, and the others stand unevenly; where one alone is longer than this, it
  // is, rather than most of the others.
  const widest = Math.max(
    room,
    ...own.map(({ attenuation }) => widthOf(textOf(attenuation!, pitch < narrow, false)) + gap),
  );
  const common = Math.min(widest, roomFor(0.0243));
  const every = Math.max(1, Math.ceil(common / Math.max(pitch, 1)));
  return { kind, every, isWhole: pitch * every >= Math.max(common, roomFor(0.243)) };
}

/** The factors that are written under the row of operations, as far as the walk has come; where a longer one
 *  does not fit, what changes the gradient most comes first. That of the operation spoken of has the digits that
 *  it has beside the row, wherever they fit. */
export function factorLabels(
  operations: readonly OperationFrame[],
  places: readonly Slot[],
  { kind: only, every, isWhole }: Written,
  spokenOf: number | null,
): FactorLabel[] {
  const isNarrow = pitchOf(operations, places) < narrow;
  const last = operations.at(-1)?.layer ?? 0;
  const isWritten = ({ kind, layer }: OperationFrame) =>
    only === null ? kind !== 'loss' : kind === only && (last - 1 - layer) % every === 0;
  const known = operations.flatMap((one, operation) => {
    const { kind, attenuation } = one;
    const slot = places[operation];
    if (attenuation === null || !isWritten(one) || !slot) return [];
    const change = attenuation > 0 ? Math.abs(Math.log(attenuation)) : Infinity;
    const first = kind === 'activation' ? 0 : 1;
    return { operation, first, attenuation, change, x: slot.left + slot.width / 2 };
  });
  const placed: FactorLabel[] = [];
  const fits = (one: FactorLabel) =>
    placed.every(
      ({ operation, x, half }) =>
        operation === one.operation || Math.abs(x - one.x) >= half + one.half + gap,
    );
  const labelOf = ({ operation, x, attenuation }: (typeof known)[number], whole: boolean) => {
    const text = textOf(attenuation, isNarrow, whole);
    return { operation, x, text, half: widthOf(text) / 2 };
  };
  const inOrder = [...known].sort(
    (a, b) => a.first - b.first || b.change - a.change || b.operation - a.operation,
  );
  for (const one of inOrder) {
    // Where there is not room for all its digits, rounded.
    const label = [labelOf(one, isWhole), labelOf(one, false)].find(fits);
    if (label) placed.push(label);
  }
  const spoken = known.find(({ operation }) => operation === spokenOf);
  const at = placed.findIndex(({ operation }) => operation === spokenOf);
  const whole = spoken && labelOf(spoken, true);
  if (at >= 0 && whole && fits(whole)) placed[at] = whole;
  return placed.sort((a, b) => a.operation - b.operation);
}
