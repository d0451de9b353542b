import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

/** The manifest of `<ebb-lab>`, which editors and documentation read, from the element's own source. */
export async function manifest(root, version) {
  const { log } = console;
  // It tells that it has begun and ended.
  console.log = () => {};
  const found = await cli({
    argv: ['analyze', '--globs', 'web/element/element.svelte.ts'],
    cwd: fileURLToPath(root),
    noWrite: true,
  }).finally(() => (console.log = log));
  const element = found.modules[0]?.declarations?.find(({ kind }) => kind === 'class');
  if (!element?.customElement || !element.attributes || !element.events) {
    throw new Error(
      'web/element/element.svelte.ts: no element with attributes and events was found',
    );
  }
  const members = element.members
    .filter(
      ({ privacy, name }) => privacy !== 'private' && !name.startsWith('#') && !inherited(name),
    )
    .map(({ inheritedFrom, ...member }) => member);
  // An event whose name is a variable in the source is one of those that are described.
  const events = element.events.filter(({ description }) => description);
  const declaration = { ...element, members, events };
  return {
    schemaVersion: found.schemaVersion,
    readme: 'README.md',
    package: { version },
    modules: [
      {
        kind: 'javascript-module',
        path: 'element.js',
        declarations: [declaration],
        exports: [
          {
            kind: 'custom-element-definition',
            name: element.tagName,
            declaration: { name: element.name, module: 'element.js' },
          },
        ],
      },
    ],
  };
}

/** What every element has, or what the browser alone calls. */
const inherited = (name) => name === 'observedAttributes' || name.endsWith('Callback');
