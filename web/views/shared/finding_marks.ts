import type { Frame, Severity } from '../../module/ebb';
import { findingName } from '../../text/finding_text';

/** Where a finding is drawn: at a layer, at an iteration, or both. */
export interface FindingMark {
  /** Its name. */
  label: string;
  severity: Severity;
  colour: string;
  layer: number | null;
  /** The iteration since when it is so; null where that has no meaning. */
  since: number | null;
}

/** One mark a finding that is no mere note, the gravest first. */
export function findingMarks(frame: Frame | null): FindingMark[] {
  return (frame?.diagnosis.findings ?? [])
    .filter(({ severity }) => severity === 'failure' || severity === 'warning')
    .map((finding) => ({
      label: findingName(finding),
      severity: finding.severity,
      colour: `var(--severity-${finding.severity})`,
      layer: finding.layer,
      since: finding.since,
    }));
}

/** A small triangle that points down to a place. */
export const markPath = (x: number, y: number): string => `M${x} ${y}l-4 -7h8Z`;
