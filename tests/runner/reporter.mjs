import { inspect } from 'node:util';

/** Writes each result of node:test as a line of JSON: the names that lead to it, and what came. */
export default async function* report(events) {
  const path = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') path.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { error, type: kind, duration_ms: milliseconds } = data.details;
    // A suite is as good as its tests; only what fails around them is its own failure.
    if (kind === 'suite' && (type === 'test:pass' || error?.failureType === 'subtestsFailed')) {
      continue;
    }
    const outcome =
      type === 'test:fail' ? 'failed' : data.skip !== undefined ? 'skipped' : 'passed';
    const names = [...path.slice(0, data.nesting), data.name];
    const why = outcome === 'failed' ? inspect(error?.cause ?? error) : undefined;
    yield `${JSON.stringify({ names, kind, outcome, milliseconds, why })}\n`;
  }
}
