import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const examples = fileURLToPath(new URL('../web/examples/', import.meta.url));

/** What the built page holds for authors of courses: `ebb-frame.js`, the page's end of a lab in a
 *  frame, under a name that never changes; and `examples/`, as they stand in the sources, to be read
 *  as well as run. */
export function courseFiles(): Plugin {
  return {
    name: 'ebb-course-files',
    apply: (_, { command, mode }) => command === 'build' && mode !== 'one-file',
    buildStart() {
      this.emitFile({
        type: 'chunk',
        id: '/embed/frame_client.ts',
        fileName: 'ebb-frame.js',
        preserveSignature: 'strict',
      });
      const entries = readdirSync(examples, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((one) => one.isFile())) {
        const file = relative(examples, join(entry.parentPath, entry.name));
        const source = readFileSync(examples + file);
        this.emitFile({ type: 'asset', fileName: `examples/${file}`, source });
      }
    },
  };
}
