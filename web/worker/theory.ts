import type { Ebb, GainDepth, PhasePlane, Settings, Theory } from '../module/ebb';

/** What is asked of theory: always of one experiment. */
export interface TheoryRequest {
  settings: Settings;
  /** Whether the phase plane is wanted too. */
  hasPlane?: boolean;
  /** The gains whose depths are wanted. */
  gains?: number[];
}

export interface Expectation {
  theory: Theory;
  plane: PhasePlane | null;
  depths: GainDepth[];
}

export function expectationOf(
  ebb: Ebb,
  { settings, hasPlane = false, gains = [] }: TheoryRequest,
): Expectation {
  return {
    theory: ebb.theory(settings),
    plane: hasPlane ? ebb.phasePlane(settings) : null,
    depths: gains.length > 0 ? ebb.trainableDepths(settings, gains) : [],
  };
}
