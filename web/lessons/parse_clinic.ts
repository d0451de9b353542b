import { maxSeed } from '../module/names.ts';
import { LessonError, type Clinic } from './lesson.ts';
import { keysOf, numberOf, type KeyValue, type Section } from './sections.ts';

const maxFaults = 3;
const maxLooks = 40;
const maxChanges = 20;

/** Lines of the form `faults: 2`. There is always a change for every fault. */
export function clinicOf(section: Section | null): Clinic | null {
  if (!section) return null;
  const keys = keysOf(section, ['faults', 'looks', 'changes', 'seed']);
  const whole = (name: string, from: number, to: number, other?: number): number => {
    const key: KeyValue | undefined = keys.get(name);
    if (!key) {
      if (other !== undefined) return other;
      throw new LessonError('missing_key', section.line, name);
    }
    const number = numberOf(key, from, to);
    if (!Number.isInteger(number)) {
      throw new LessonError('bad_number', key.line, key.value, `${from} – ${to}`);
    }
    return number;
  };
  const faults = whole('faults', 1, maxFaults);
  return {
    faults,
    looks: whole('looks', 1, maxLooks),
    changes: whole('changes', faults, maxChanges),
    seed: whole('seed', 0, maxSeed, 1),
  };
}
