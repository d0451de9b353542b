/** Which lessons were done, kept on this device only, and only while the reader wants it. */
export interface Progress {
  keep: boolean;
  done: string[];
}

const key = 'ebb.lessons';
const maxDone = 200;

/** What was kept; whatever else may stand there is nothing. */
export function parseProgress(text: string | null): Progress {
  try {
    const found: unknown = JSON.parse(text ?? '');
    if (typeof found === 'object' && found !== null && 'done' in found && 'keep' in found) {
      const { keep, done } = found;
      if (typeof keep === 'boolean' && Array.isArray(done)) {
        const names = done.filter((one): one is string => typeof one === 'string');
        return { keep, done: names.filter((one) => one.length < 200).slice(0, maxDone) };
      }
    }
  } catch {
    // Not ours, or damaged: as if it were not there.
  }
  return { keep: true, done: [] };
}

export function recallProgress(): Progress {
  try {
    return parseProgress(localStorage.getItem(key));
  } catch {
    return { keep: true, done: [] };
  }
}

/** Keeps it; where the reader does not want that, only the wish is kept. */
export function rememberProgress({ keep, done }: Progress): void {
  try {
    localStorage.setItem(key, JSON.stringify({ keep, done: keep ? done : [] }));
  } catch {
    // Storage may be closed to this page; then it lasts as long as the page.
  }
}
