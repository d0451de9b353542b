import type { Plugin } from 'vite';

/** Writes `ebb-lab.js`, the one script that a course page includes: of a name that never changes, it
 *  leads to the lab's script of this build, which defines the element and finds all else relative to
 *  itself. Without import or export of its own it also runs as a classic script. */
export function courseScript(): Plugin {
  let lab: string;
  return {
    name: 'ebb-course-script',
    apply: 'build',
    buildStart() {
      lab = this.emitFile({ type: 'chunk', id: '/main.ts', name: 'lab' });
    },
    generateBundle() {
      const lies = `./${this.getFileName(lab)}`;
      // As a classic script of another origin it has to know its own address.
      const source = `// Defines <ebb-lab>, wherever this file lies: <script src="ebb-lab.js"></script>
import(document.currentScript ? new URL('${lies}', document.currentScript.src).href : '${lies}');
`;
      this.emitFile({ type: 'asset', fileName: 'ebb-lab.js', source });
    },
  };
}
