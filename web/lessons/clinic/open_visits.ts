import type { Lab } from '../../lab/lab.svelte';
import type { Clinic } from '../lesson';
import { ClinicVisit } from './clinic_visit.svelte';

const visits = new WeakMap<Lab, Map<string, ClinicVisit>>();

/** The visit to a lesson's clinic: one that was left before its end goes on, so that looks that were spent stay spent;
 *  else a new one. `signal` ends what is computed for it from now on. */
export function visitTo(
  lab: Lab,
  lesson: string,
  clinic: Clinic,
  seed: number,
  signal: AbortSignal,
): ClinicVisit {
  const ofLab = visits.get(lab) ?? new Map<string, ClinicVisit>();
  visits.set(lab, ofLab);
  const before = ofLab.get(lesson);
  const isSame = before?.seed === seed && JSON.stringify(before.clinic) === JSON.stringify(clinic);
  if (before && isSame && before.result === null) {
    before.signal = signal;
    return before;
  }
  const visit = new ClinicVisit(clinic, seed, signal);
  ofLab.set(lesson, visit);
  return visit;
}
