/** Runs jobs side by side, never more at once than `slots`, each as soon as what it needs has
 *  passed; of those that may start, the one that stands first. A job needs only jobs that stand
 *  before it. One whose needs have failed is not run, and counts as one failure. `tell` hears each
 *  result when it is there. */
export async function schedule(jobs, slots, tell) {
  const results = new Map();
  const running = new Set();
  let waiting = jobs;

  const finish = (job, result) => {
    results.set(job.name, result);
    tell(job.name, result);
  };
  const start = (job) => {
    const began = performance.now();
    const run = job
      .run()
      .catch((error) => ({ passed: 0, failed: 1, output: String(error?.stack ?? error) }))
      .then((result) => {
        running.delete(run);
        finish(job, { ...result, seconds: (performance.now() - began) / 1000 });
      });
    running.add(run);
  };

  while (waiting.length > 0 || running.size > 0) {
    waiting = waiting.filter((job) => {
      const broken = job.needs.find((name) => results.get(name)?.failed > 0);
      if (broken) {
        finish(job, { passed: 0, failed: 1, seconds: 0, output: `not run: ${broken} failed` });
        return false;
      }
      if (running.size === slots || !job.needs.every((name) => results.has(name))) return true;
      start(job);
      return false;
    });
    if (running.size > 0) await Promise.race(running);
    else if (waiting.length > 0) throw new Error(`${waiting[0].name} needs what is not there`);
  }
  return results;
}
