/** Builds and tests everything, what is independent side by side; closes with the seconds of each job
 *  and the sum of what passed and failed: node tests/run_all.mjs [all]. With `all` also formats, types,
 *  sanitizers and the fuzzer. */
import { availableParallelism } from 'node:os';
import { jobsFor } from './runner/jobs.mjs';
import { schedule } from './runner/schedule.mjs';

const engines = (process.env.EBB_BROWSERS ?? '').split(' ').filter(Boolean);
const notTested = process.env.EBB_NOT_TESTED;
const cores = Math.max(2, availableParallelism());
const began = performance.now();
const say = (line) => console.log(line);

const sayMissing = () => {
  if (notTested) say(`\nNOT TESTED: the page in ${notTested}: not on this machine`);
};
sayMissing();
const jobs = jobsFor({ all: process.argv[2] === 'all', engines, cores, say });
// One more than there are cores: a page's tests wait about a quarter of their time.
const results = await schedule(jobs, cores + 1, (name, { failed, output, seconds }) => {
  say(`— ${name}: ${failed > 0 ? 'FAILED' : 'done'} after ${Math.round(seconds)} s`);
  if (failed > 0) say(output);
});

const list = [...results];
const sum = (count) => list.reduce((all, [, result]) => all + (result[count] ?? 0), 0);
say('\nseconds');
for (const [name, { seconds, passed, failed }] of list.sort(
  (a, b) => b[1].seconds - a[1].seconds,
)) {
  const counted = passed + failed > 0 ? `: ${passed} passed, ${failed} failed` : '';
  say(`${String(Math.round(seconds)).padStart(7)}  ${name}${counted}`);
}
say(
  `${String(Math.round((performance.now() - began) / 1000)).padStart(7)}  in all, on ${cores} cores`,
);

const flaky = list.flatMap(([, result]) => result.flaky ?? []);
if (flaky.length > 0) say('\nflaky: failed once, passed when run again');
for (const { name, why } of flaky) say(`  ${name}\n${why.replace(/^/gm, '      ')}`);

sayMissing();
const skipped = sum('skipped');
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exit(sum('failed') > 0 ? 1 : 0);
