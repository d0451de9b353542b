import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { escapeHtml, type Example, type Heading } from './docs_markdown.ts';
import { groups, pages, render, type Page } from './docs_pages.ts';

const icon = readFileSync(fileURLToPath(new URL('../web/public/icon.svg', import.meta.url)));

const examples = 'virtual:docs-examples';

/** Builds the site of the docs: a page of HTML for every page of Markdown, without inline script or style, so that the
 *  lab's own content policy holds for it. What the site's script and styles import is built by Vite. */
export function docsSite(): Plugin {
  return {
    name: 'ebb-docs-site',
    enforce: 'post',
    resolveId: (id) => (id === examples ? `\0${examples}` : null),
    load: (id) => (id === `\0${examples}` ? runnable() : null),
    generateBundle(_, bundle) {
      const files = Object.keys(bundle);
      const style = files.find((file) => file.endsWith('.css'));
      if (!style || !files.includes('site.js')) this.error('the site has one script and one sheet');
      for (const page of pages) {
        this.emitFile({ type: 'asset', fileName: page.address, source: document(page, style) });
      }
      this.emitFile({ type: 'asset', fileName: 'icon.svg', source: icon });
    },
  };
}

/** Examples of a page as functions of what they look for labs in: a content policy lets no page run a text. */
function runnable(): string {
  const list = pages.map((page) => {
    const those = render(page).examples.filter(({ kind }) => kind === 'page');
    return `'${page.address}': [${those.map(asFunction).join(',\n')}]`;
  });
  return `export default { ${list.join(',\n')} };`;
}

const asFunction = ({ code }: Example) => `async (document) => {\n${code}\n}`;

function document(page: Page, style: string): string {
  const { html, title, headings } = render(page);
  const at = pages.indexOf(page);
  const [before, next] = [pages[at - 1], pages[at + 1]];
  const leaf = (to: Page | undefined, rel: string) =>
    to ? `<a rel="${rel}" href="${to.address}">${escapeHtml(to.name)}</a>` : '<span></span>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title === 'Ebb' ? 'Ebb: documentation' : `${title} · Ebb`)}</title>
<link rel="icon" href="./icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="./${style}">
<script src="./site.js"></script>
</head>
<body data-page="${page.address}">
<a class="skip" href="#content">Skip to the text</a>
<header class="top">
<a class="brand" href="./index.html"><svg viewBox="0 0 48 24" aria-hidden="true"><path d="M2 12c4-13 8-13 12 0s6.5 9 9.5 0 4.5-5.5 7 0 3.5 3 5.5 0 3-1.5 4 0 2 .5 6 0"/></svg>Ebb <small>documentation</small></a>
<a class="lab" href="../index.html">Open the lab</a>
</header>
<div class="columns">
<details class="pages" open><summary>Pages</summary><nav aria-label="Pages">${list(page)}</nav></details>
<main id="content">
${html}<nav class="leaf" aria-label="Neighbouring pages">${leaf(before, 'prev')}${leaf(next, 'next')}</nav>
</main>
${contents(headings)}
</div>
</body>
</html>
`;
}

function list(current: Page): string {
  const entry = (page: Page) => {
    const here = page === current ? ' aria-current="page"' : '';
    return `<li><a href="./${page.address}"${here}>${escapeHtml(page.name)}</a></li>`;
  };
  return groups
    .map(({ title, pages: own }) => `<p>${title}</p><ul>${own.map(entry).join('')}</ul>`)
    .join('');
}

function contents(headings: readonly Heading[]): string {
  const own = headings.filter(({ level }) => level === 2 || level === 3);
  if (own.length < 3) return '';
  const entry = ({ level, slug, text }: Heading) =>
    `<li class="level-${level}"><a href="#${slug}">${escapeHtml(text)}</a></li>`;
  return `<nav class="contents" aria-label="On this page"><p>On this page</p><ul>${own.map(entry).join('')}</ul></nav>`;
}
