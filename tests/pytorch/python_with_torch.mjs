import { execFileSync } from 'node:child_process';

/** The first Python that knows torch: that of the path, or the system's, where Debian puts it. */
export function pythonWithTorch() {
  const knows = (python) => {
    try {
      execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  return ['python3', '/usr/bin/python3'].find(knows) ?? null;
}
