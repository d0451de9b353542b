import { readFileSync, readdirSync } from 'node:fs';

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A process may end while it is looked at.
    return '';
  }
};

/** The processes that a process has started, and those that they have. */
function family(root) {
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    // The name in brackets may hold anything, a bracket included.
    const parent = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ')[1];
    parents.set(Number(name), Number(parent));
  }
  const isOfFamily = (id) => id === root || (parents.has(id) && isOfFamily(parents.get(id)));
  return [...parents.keys()].filter(isOfFamily);
}

/** Megabytes of a browser with all its processes; what several share counts once, in parts (Linux' "proportional
 *  set size"). */
export function memoryOf(root) {
  const kilobytes = family(root).map((id) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}
