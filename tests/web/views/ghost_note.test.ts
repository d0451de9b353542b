import { describe, expect, it } from 'vitest';
import type { Ghost } from '../../../web/lab/selection';
import type { Experiment, Frame } from '../../../web/module/ebb';
import { t } from '../../../web/text/words.svelte';
import { ghostNote } from '../../../web/views/stage/ghost_note';

const frame = (...signals: (number | null)[]) =>
  ({ layers: signals.map((signal) => ({ signal })) }) as Frame;
const sigmoid = { activation: 'sigmoid' } as Experiment;
const tanh = { activation: 'tanh' } as Experiment;

describe('the profile drawn faintly', () => {
  const ghost: Ghost = { frame: frame(1e-6, 1e-3, 0.2), name: null, of: sigmoid };
  const said = (experiment: Experiment, shown: Frame) =>
    ghostNote(ghost, { experiment, frame: shown });

  it('is the start of the run, beside a live one that has other sizes or has not got so far', () => {
    expect(said(sigmoid, frame(null, 1e-3, 0.2))).toBe(t('stage.ghost'));
    expect(said(sigmoid, frame(1e-6, 1e-3, 0.3))).toBe(t('stage.ghost'));
  });

  it('goes without a name where the live one covers it', () => {
    expect(said(sigmoid, frame(1e-6, 1e-3, 0.2))).toBe('');
  });

  it('is the one before the change beside another experiment, wherever that stands', () => {
    expect(said(tanh, frame(1e-6, 1e-3, 0.2))).toBe(t('stage.ghost_before'));
  });

  it('has its own name where it has one', () => {
    const named = { ...ghost, name: 'ReLU', of: null };
    expect(ghostNote(named, { experiment: tanh, frame: null })).toContain('ReLU');
  });
});
