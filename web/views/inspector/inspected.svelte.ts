import { clip } from '../../formulas/clip';
import { formulas } from '../../formulas/formulas';
import type { Formula } from '../../formulas/formula';
import { update } from '../../formulas/update';
import type { Lab } from '../../lab/lab.svelte';
import type { Experiment, Frame } from '../../module/ebb';
import { layerName } from '../../text/layer_name';
import { named, t } from '../../text/words.svelte';
import { endsInLayerBefore, passage } from '../shared/walk';
import type { Watched } from '../shared/watched.svelte';
import { affineWhy, operationSentence } from './operation_sentence';
import { firstReached, shownMatrices, type Mark, type Way } from './shown_matrices';

/** The operation stood on, or chosen, and what is said of it: its sentence, its formulas with the actual
 *  numbers, the matrices that take part. The card "here" and the inspector below show the same. */
export class Inspected {
  /** The direction asked for; null: that of the walk. */
  asked = $state<'forward' | 'backward' | null>(null);
  /** The unit of the layer before, whose weight an update is shown by. */
  input = $state(0);
  /** Terms that a sum is written out with; of more, the first and the last. */
  mostTerms = $state(8);
  /** Width that formulas have, in CSS pixels. */
  width = $state(0);
  readonly #lab: Lab;
  readonly #watched: Watched;
  /** What stays shown until a frame of the same position comes that carries what is asked for. */
  #lastDetailed: { frame: Frame | null; of: Experiment | null; selected: number | null } = {
    frame: null,
    of: null,
    selected: null,
  };

  constructor(lab: Lab, watched: Watched) {
    this.#lab = lab;
    this.#watched = watched;
  }

  readonly now = $derived.by(() => this.#watched.throttled.frame);
  readonly selected = $derived.by(() => this.#lab.selection.operation);
  /** Clipping and the update concern all parameters, not one operation. */
  readonly stage = $derived.by(() => {
    const phase = this.now?.phase;
    return this.selected === null && (phase === 'clip' || phase === 'update') ? phase : null;
  });
  /** An update is shown by the weights of the chosen layer. */
  readonly #weights = $derived.by(() =>
    (this.now?.operations ?? []).findIndex(
      ({ kind, layer }) => kind === 'affine' && layer === (this.#lab.selection.layer ?? 1),
    ),
  );
  /** The operation that frames have to tell all of; −1: each of the one that it stands on itself. To ask for
   *  that by its index would have every frame of a walk answer for the one before. */
  readonly wanted = $derived.by(() => {
    if (this.stage === 'clip') return null;
    return this.stage === 'update' ? this.#weights : (this.selected ?? -1);
  });
  readonly #awaited = $derived.by(() =>
    this.wanted === -1 ? (this.now?.operation ?? 0) : this.wanted,
  );

  /** The frame that carries what is asked for, of the position that is drawn: rather nothing for a moment than
   *  the words of another. At its start a network has no numbers yet. */
  readonly frame = $derived.by(() => {
    const of = this.#lab.experiment;
    const { now, selected } = this;
    const last = this.#lastDetailed;
    if (this.stage === 'clip' || now?.detail?.operation === this.#awaited) {
      this.#lastDetailed = { frame: now, of, selected };
    } else if (
      last.of !== of ||
      last.selected !== selected ||
      last.frame?.position !== now?.position ||
      now?.position === 0
    ) {
      this.#lastDetailed = { frame: null, of, selected };
    }
    return this.#lastDetailed.frame;
  });
  /** What all that is said of the operation is read from, be it a heading or a figure: never from two
   *  positions. Before the first step it is the outlook, where the reader has asked for that. */
  readonly shown = $derived.by(() => {
    const { now } = this;
    return this.frame ?? (now?.position === 0 ? (this.#watched.outlook ?? now) : now);
  });
  readonly operation = $derived.by(() => this.detail?.operation ?? this.#awaited);
  readonly detail = $derived.by(() =>
    this.stage === 'clip' ? null : (this.frame?.detail ?? null),
  );
  readonly way = $derived.by<Way>(() => {
    if (this.stage === 'update') return 'update';
    if (this.asked) return this.asked;
    const { shown, operation } = this;
    const isPassed =
      shown &&
      operation !== null &&
      passage(operation, shown.phase, shown.operation) === 'backward';
    return isPassed ? 'backward' : 'forward';
  });
  readonly place = $derived.by(() => {
    const { detail, frame } = this;
    if (!detail || !frame) return '';
    return `${named('operation', detail.kind)}, ${layerName(detail.layer, frame.layers.length)}`;
  });

  /** How many columns the chosen matrices have: samples, or the units that a weight comes from. */
  readonly columns = $derived.by(() => {
    const { detail, way } = this;
    return (way === 'update' ? detail?.weight?.cols : detail?.input.cols) ?? 1;
  });
  /** How many there are to choose from: units of the layer before, where an affine map passes back. */
  readonly units = $derived.by(() => {
    const { detail, way } = this;
    if (!detail) return 1;
    const isBefore = endsInLayerBefore(detail.kind, way);
    return (isBefore ? null : detail.output?.rows) ?? detail.input.rows;
  });
  readonly column = $derived.by(() => {
    const { way, detail } = this;
    // An affine map takes the whole of a sample’s column.
    const unit = detail?.kind === 'affine' ? null : this.unit;
    const reached = firstReached(detail?.gradientOutput ?? null, unit);
    const sample = this.#lab.selection.sample ?? reached;
    return Math.min(way === 'update' ? this.input : sample, this.columns - 1);
  });
  readonly unit = $derived.by(() => Math.min(this.#lab.selection.unit ?? 0, this.units - 1));

  /** The unit that was chosen, where it is of the operation's own layer. */
  readonly ownUnit = $derived.by(() => {
    const { operation, unit } = this.#lab.selection;
    if (operation === null || unit === null || !this.detail) return null;
    return endsInLayerBefore(this.detail.kind, this.way) ? null : this.unit;
  });

  readonly lines = $derived.by<Formula[]>(() => {
    const { experiment, dataset, selection } = this.#lab;
    const { frame, detail, way, column: sample, unit } = this;
    const loss = dataset?.loss;
    if (!frame || !experiment || !loss) return [];
    const layer = frame.layers[(selection.layer ?? 1) - 1] ?? null;
    if (this.stage === 'clip') return clip(experiment, layer);
    if (way === 'update') {
      const weight = detail && { detail, to: unit, from: sample };
      return update(experiment, layer, frame.iteration, weight);
    }
    if (!detail) return [];
    const { width } = this;
    const perLine = width > 720 || width === 0 ? 3 : width < 480 ? 1 : 2;
    const room = { perLine, most: this.mostTerms };
    return formulas[detail.kind][way]({ detail, frame, experiment, loss, sample, unit, room });
  });
  readonly matrices = $derived.by(() => (this.detail ? shownMatrices(this.detail, this.way) : []));
  readonly words = $derived.by(() => {
    const { stage, frame, detail, way } = this;
    if (stage) return t(`inspector.${stage}`);
    const { experiment, dataset } = this.#lab;
    if (!frame || !detail || !experiment || !dataset || way === 'update') return '';
    const { activation } = experiment;
    return operationSentence(detail, frame, way, { activation, loss: dataset.loss });
  });
  /** What makes the factor that the words say. */
  readonly why = $derived.by(() => {
    const { frame, detail, way } = this;
    return frame && detail && way === 'backward' ? affineWhy(detail, frame) : '';
  });

  /** The row or column that a matrix marks. */
  marked(what: Mark): number | null {
    return what === 'unit' ? this.unit : what === null ? null : this.column;
  }

  chooseColumn(index: number): void {
    if (this.way === 'update') this.input = index;
    else this.#lab.select({ sample: index });
  }

  /** Back to where the walk stands. */
  follow(): void {
    this.asked = null;
    this.#lab.select({ operation: null });
  }
}
