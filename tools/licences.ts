import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

export const licenceFiles = ['LICENSE', 'THIRD_PARTY.md'];

/** Puts the licences of all that ships beside it. */
export function licences(): Plugin {
  return {
    name: 'ebb-licences',
    apply: 'build',
    generateBundle() {
      for (const fileName of licenceFiles) {
        const source = readFileSync(fileURLToPath(new URL(`../${fileName}`, import.meta.url)));
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}
