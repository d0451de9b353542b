import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressFrom, pages, render } from '../../tools/docs_pages.ts';
import { renderPage } from '../../tools/docs_markdown.ts';

const nowhere = () => null;

it('every page of docs/ is on the site', () => {
  const files = readdirSync('docs').map((name) => `docs/${name}`);
  expect(pages.map(({ file }) => file)).toEqual(expect.arrayContaining(files));
});

it('a link leads to a page of the site, to what is built beside it, or to the sources alone', () => {
  expect(addressFrom('docs/hand_in.md', '../web/lessons/FORMAT.md#the-clinic')).toBe(
    'lessons.html#the-clinic',
  );
  expect(addressFrom('docs/embedding.md', '../web/examples/element.html')).toBe(
    '../examples/element.html',
  );
  expect(addressFrom('docs/module.md', '../web/module/ebb.d.ts')).toBeNull();
  expect(addressFrom('docs/module.md', 'https://anywidget.dev')).toBe('https://anywidget.dev');
  expect(() => addressFrom('docs/module.md', 'gone.md')).toThrow('docs/gone.md');
});

it('headings have anchors as GitHub names them, each its own', () => {
  const { html, headings } = renderPage('# A `b`, c\n\n## The file\n\n## The file\n', nowhere);
  expect(headings.map(({ slug }) => slug)).toEqual(['a-b-c', 'the-file', 'the-file-1']);
  expect(html).toContain('<h2 id="the-file-1">');
});

it('nothing in code is read as HTML, but for what is live', () => {
  const { html } = renderPage('# T\n\n```html\n<b>&amp;</b>\n```\n', nowhere);
  expect(html).toContain('&lt;b');
  expect(html).not.toContain('<b>');
  const live = renderPage(
    '# T\n\n```html live\n<script src="ebb/ebb-lab.js"></script>\n<iframe src="ebb/index.html"></iframe>\n```\n',
    nowhere,
  ).html;
  expect(live).toContain('<template><iframe src="../index.html"></iframe></template>');
});

it('HTML outside of code is refused: it would not be the same on GitHub', () => {
  expect(() => renderPage('# T\n\n<b>x</b>\n', nowhere)).toThrow('plain Markdown');
});

const examples = pages.flatMap((page) =>
  render(page).examples.map((example) => ({ ...example, file: page.file })),
);

it('every example in HTML or JavaScript is run somewhere', () => {
  const kinds = { html: ['live'], js: ['page', 'node'] };
  for (const { file, language, kind, code } of examples) {
    const allowed = kinds[language as keyof typeof kinds] ?? [''];
    expect(allowed, `${file}: ${language} ${kind}`).toContain(kind);
    // An indented block has no language, and would be passed over.
    if (!language) expect(code, file).not.toMatch(/<ebb-lab experiment="[^…]|^const |^import /m);
  }
});

const inNode = pages.filter((page) => render(page).examples.some(({ kind }) => kind === 'node'));

describe('examples for Node', () => {
  it.each(inNode.map((page) => [page.file, page] as const))(
    'of %s run, and come to what is written beside them',
    (_, page) => {
      const folder = mkdtempSync(join(tmpdir(), 'ebb-docs-'));
      try {
        mkdirSync(join(folder, 'node_modules'));
        symlinkSync(resolve('dist/module'), join(folder, 'node_modules/ebb'));
        const own = render(page).examples.filter(({ kind }) => kind === 'node');
        const program = own.map(({ code }) => checked(code)).join('\n');
        writeFileSync(join(folder, 'examples.mjs'), `${check}\n${program}\nconsole.log(checks);`);
        const said = execFileSync('node', ['examples.mjs'], { cwd: folder, encoding: 'utf8' });
        expect(Number(said.trim().split('\n').at(-1))).toBeGreaterThan(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

/** Holds a value against what an example says of it: a text, or a number to the digits that it has. */
const check = `let checks = 0;
function check(value, expected) {
  checks += 1;
  const digits = typeof expected === 'number' ? String(expected).replace(/\\D/g, '').length : 0;
  const got = digits ? Number(value.toPrecision(digits)) : value;
  if (got !== expected) throw new Error(\`\${got} is not \${expected}\`);
}`;
const checked = (code: string) =>
  code.replace(/^(\S.*); \/\/ ('[^']*'|[\d.]+).*$/gm, 'check($1, $2);');
