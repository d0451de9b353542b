import type { Plugin } from 'vite';
import { guardScript } from './guard_script.ts';

const element = /\/web\/main\.ts$/;

/** The element with all that its profile needs is one script, which the page and course pages share;
 *  what stands around the profile is another. What starts a worker stands apart, since the page does
 *  that before the element is there. */
export const courseSplitting = {
  groups: [
    {
      name: 'start',
      test: /\/web\/(worker\/files_beside|styles\/fonts)\.ts$|preload-helper/,
      priority: 2,
    },
    { name: 'lab', test: element, priority: 1 },
    { name: 'deferred_shell', test: /\/web\/app\/deferred_shell\.ts$/ },
  ],
};

/** The same script in ASCII: a page that does not say its encoding has others read as Latin-1. */
const inAscii = (code: string) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Writes `ebb-lab.js`, the one script that a course page includes: of a name that never changes, it
 *  leads to the lab's script of this build, which defines the element and finds all else relative to
 *  itself, and says in words where that fails. Without import or export of its own it also runs as a classic
 *  script. */
export function courseScript(): Plugin {
  return {
    name: 'ebb-course-script',
    apply: 'build',
    async generateBundle(_, bundle) {
      const lab = Object.values(bundle).find(
        (part) => part.type === 'chunk' && part.moduleIds.some((id) => element.test(id)),
      );
      if (!lab) this.error('no script defines the element');
      const lies = `./${lab.fileName}`;
      // As a classic script of another origin it has to know its own address.
      const source = `// Defines <ebb-lab>, wherever this file lies: <script src="ebb-lab.js"></script>
(function () {
${inAscii(await guardScript('course_guard'))}
var address = document.currentScript ? new URL('${lies}', document.currentScript.src).href : '${lies}';
ebbGuard.load(function () {
  return import(address);
});
})();
`;
      this.emitFile({ type: 'asset', fileName: 'ebb-lab.js', source });
    },
  };
}
