import { formatCount, formatNumber } from '../text/numbers';
import { named, t } from '../text/words.svelte';
import { isCount, type Condition, type Expression, type Figure, type Term } from './expression';

const signs = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=' } as const;

/** A condition for the reader: "loss < 0.2 and iteration ≤ 1 000". */
export function conditionText({ all }: Condition): string {
  return all
    .map(({ left, is, right }) => {
      const isWhole = isCount(left) || isCount(right);
      return `${expressionText(left, isWhole)} ${signs[is]} ${expressionText(right, isWhole)}`;
    })
    .reduce((before, after) => t('lesson.both', { before, after }));
}

export const expressionText = ({ first, rest }: Expression, isWhole: boolean): string =>
  rest.reduce(
    (text, { by, term }) => `${text} ${by === '*' ? '×' : '÷'} ${termText(term, isWhole)}`,
    termText(first, isWhole),
  );

function termText(term: Term, isWhole: boolean): string {
  if (typeof term !== 'number') return figureText(term);
  return isWhole && Number.isInteger(term) ? formatCount(term) : formatNumber(term);
}

/** "loss", "signal, layer 1"; of a run that is not on the lab, with the run's name. */
function figureText({ run, name, isTheory, layer }: Figure): string {
  if (run === 'guess') return t('lesson.your_guess');
  const figure = named('condition_text', name);
  const parts = [
    isTheory ? t('lesson.by_theory', { figure }) : figure,
    ...(layer === null ? [] : [placeText(layer)]),
  ];
  if (run !== 'live') parts.push(run);
  return parts.join(', ');
}

export function placeText(layer: number): string {
  if (layer === -1) return t('layer.output');
  return layer === -2 ? t('layer.last') : t('layer.hidden', { layer });
}
