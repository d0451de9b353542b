import { Marked, type Tokens } from 'marked';
import { highlighted } from './docs_highlight.ts';

/** An example of a page of the docs, by the words behind the language of its block: `html live` and `js page` are run on
 *  the site, a `js page` on the lab above it; `js node` and `sh` are run by the tests alone. */
export interface Example {
  language: string;
  kind: string;
  code: string;
}

export interface Heading {
  level: number;
  slug: string;
  text: string;
}

export interface RenderedPage {
  html: string;
  title: string;
  headings: Heading[];
  examples: Example[];
  /** Where its links lead, as the site has them. */
  links: string[];
}

/** Where a link of a page leads: on the site, or, to a file of the sources alone, nowhere. */
export type Address = (link: string) => string | null;

export const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** As GitHub names headings, so that one link serves both. */
const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** What a live example shows on the site: the script is there already, and Ebb lies in the folder above. */
export const liveHtml = (code: string) =>
  code
    .replace(/<script\b[^>]*><\/script>\s*/g, '')
    .replace(/\b(src|href)="ebb\//g, '$1="../')
    .trim();

/** A page of the docs, plain Markdown, as HTML without any script or style in it. */
export function renderPage(text: string, addressOf: Address): RenderedPage {
  const headings: Heading[] = [];
  const examples: Example[] = [];
  const links: string[] = [];
  const slugs = new Set<string>();
  const marked = new Marked({ gfm: true });
  let lives = 0;

  const slugFor = (plain: string) => {
    const base = slugOf(plain);
    let slug = base;
    for (let i = 1; slugs.has(slug); i += 1) slug = `${base}-${i}`;
    slugs.add(slug);
    return slug;
  };

  marked.use({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const plain = tokens.map((token) => ('text' in token ? String(token.text) : '')).join('');
        const slug = slugFor(plain);
        headings.push({ level: depth, slug, text: plain });
        const label = `aria-label="Link to “${escapeHtml(plain)}”"`;
        const anchor = `<a class="anchor" href="#${slug}" ${label}>#</a>`;
        return `<h${depth} id="${slug}">${this.parser.parseInline(tokens)} ${anchor}</h${depth}>\n`;
      },
      code({ text: code, lang = '' }: Tokens.Code) {
        const [language = '', kind = ''] = lang.split(' ');
        examples.push({ language, kind, code });
        const shown = `<pre tabindex="0"><code>${highlighted(code, language)}</code></pre>`;
        const block = `<div class="code">${shown}</div>\n`;
        if (kind === 'live') {
          lives += 1;
          const live = `<template>${liveHtml(code)}</template>`;
          return `${block}<figure class="live" id="live-${lives}">${live}</figure>\n`;
        }
        if (kind !== 'page') return block;
        // The number of its function (docs_site.ts).
        const index = examples.filter((one) => one.kind === 'page').length - 1;
        return `<div class="code" data-run="${index}" data-on="live-${lives}">${shown}</div>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens);
        const to = addressOf(href);
        if (to === null) {
          const file = escapeHtml(href.replace(/^(\.\.\/)+/, ''));
          return `<span class="source" title="in the sources: ${file}">${inner}</span>`;
        }
        links.push(to);
        return `<a href="${escapeHtml(to)}">${inner}</a>`;
      },
      image: () => '',
      table(token: Tokens.Table) {
        const row = (cells: Tokens.TableCell[], tag: string) =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        const body = token.rows.map((cells) => row(cells, 'td')).join('\n');
        const isHeaded = token.header.some((cell) => cell.text !== '');
        const head = isHeaded ? `<thead>${row(token.header, 'th')}</thead>` : '';
        const table = `<table>${head}<tbody>${body}</tbody></table>`;
        return `<div class="table" tabindex="0" role="region" aria-label="Table">${table}</div>\n`;
      },
      html({ text: raw }: Tokens.HTML | Tokens.Tag) {
        throw new Error(`the docs are plain Markdown, but have ${raw.slice(0, 60)}`);
      },
    },
  });

  const html = marked.parse(text, { async: false });
  const title = headings.find(({ level }) => level === 1)?.text;
  if (!title) throw new Error('a page of the docs begins with its title');
  return { html, title, headings, examples, links };
}
