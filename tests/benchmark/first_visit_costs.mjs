/** What the events of a trace are to a reader. */
const names = {
  ParseHTML: 'HTML',
  EvaluateScript: 'scripts run',
  'v8.evaluateModule': 'scripts run',
  FunctionCall: 'scripts run',
  RunMicrotasks: 'scripts run',
  FireAnimationFrame: 'scripts run',
  TimerFire: 'scripts run',
  HandlePostMessage: 'scripts run',
  EventDispatch: 'scripts run',
  BlinkScheduler_PerformMicrotaskCheckpoint: 'scripts run',
  'V8.Execute': 'scripts run',
  'v8.run': 'scripts run',
  'v8.callFunction': 'scripts run',
  'v8.compile': 'scripts compiled',
  'v8.compileModule': 'scripts compiled',
  'V8.CompileCode': 'scripts compiled',
  'v8.produceCache': 'scripts compiled',
  UpdateLayoutTree: 'styles and layout',
  Layout: 'styles and layout',
  PrePaint: 'painting',
  Paint: 'painting',
  Layerize: 'painting',
  Commit: 'painting',
  UpdateLayer: 'painting',
};
const kindOf = (name) => {
  if (names[name]) return names[name];
  if (/wasm/i.test(name)) return 'WebAssembly compiled';
  if (/GC|Scavenge/.test(name)) return 'garbage collected';
  return 'anything else';
};

/** Time on a thread's own, by kind, without what is nested in an event of another kind. */
function selfTimes(events) {
  const sums = new Map();
  const open = [];
  const add = (kind, micros) => sums.set(kind, (sums.get(kind) ?? 0) + micros / 1000);
  for (const { name, ts, dur, tdur } of events.sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    while (open.length > 0 && open.at(-1).end <= ts) open.pop();
    const spent = tdur ?? dur;
    add(kindOf(name), spent);
    if (open.length > 0) add(open.at(-1).kind, -spent);
    open.push({ end: ts + dur, kind: kindOf(name) });
  }
  return sums;
}

/** `shown`: milliseconds from the mark of the profile's dots until their frame is painted and goes to
 *  the screen; `rows`: milliseconds by thread and kind from the navigation until then. */
export function costs(traceEvents) {
  const marks = traceEvents.filter(({ cat }) => cat?.includes('blink.user_timing'));
  const dots = marks.find(({ name }) => name === 'ebb-dots');
  const frames = traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      name === 'Layerize' && pid === dots.pid && tid === dots.tid && ts > dots.ts,
  );
  const first = frames.reduce((one, other) => (other.ts < one.ts ? other : one));
  const end = { ...dots, ts: first.ts + first.dur };
  // Others of the same process are of empty frames.
  const start = marks.find(
    ({ name, args }) =>
      name === 'navigationStart' && /^http/.test(args?.data?.documentLoaderURL ?? ''),
  );
  const threads = new Map();
  for (const { ph, name, pid, tid, args } of traceEvents) {
    if (ph === 'M' && name === 'thread_name' && pid === end.pid) threads.set(tid, args.name);
  }
  const wanted = [
    ['page', (tid) => tid === end.tid],
    ['worker', (tid) => /DedicatedWorker/.test(threads.get(tid) ?? '')],
    ['helpers', (tid) => /ThreadPool/.test(threads.get(tid) ?? '')],
  ];
  const rows = [];
  for (const [thread, isIt] of wanted) {
    const tids = [...threads.keys()].filter(isIt);
    const sums = new Map();
    for (const tid of tids) {
      const events = traceEvents.filter(
        (one) =>
          one.ph === 'X' &&
          one.pid === end.pid &&
          one.tid === tid &&
          one.ts >= (start?.ts ?? 0) &&
          one.ts < end.ts,
      );
      for (const [kind, ms] of selfTimes(events)) sums.set(kind, (sums.get(kind) ?? 0) + ms);
    }
    for (const [what, ms] of [...sums].sort((a, b) => b[1] - a[1])) {
      if (ms >= 1) rows.push({ thread, what, ms });
    }
  }
  return { shown: (end.ts - dots.ts) / 1000, rows };
}
