import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderPage, type RenderedPage } from './docs_markdown.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** A page of the site: a Markdown file of the sources, and its name in the list of pages. */
export interface Page {
  file: string;
  address: string;
  name: string;
}

const page = (file: string, address: string, name: string): Page => ({ file, address, name });

/** All pages, in the order in which they are read. */
export const groups: readonly { title: string; pages: readonly Page[] }[] = [
  {
    title: 'Use it',
    pages: [
      page('docs/README.md', 'index.html', 'Begin here'),
      page('docs/embedding.md', 'embedding.html', 'In your own pages'),
      page('docs/hand_in.md', 'hand_in.html', 'In a classroom'),
      page('web/lessons/FORMAT.md', 'lessons.html', 'Writing lessons'),
      page('docs/command_line.md', 'command_line.html', 'The command line'),
      page('docs/module.md', 'module.html', 'The module'),
    ],
  },
  {
    title: 'How it is made',
    pages: [
      page('docs/architecture.md', 'architecture.html', 'Architecture'),
      page('docs/adding.md', 'adding.html', 'Adding to it'),
      page('docs/performance.md', 'performance.html', 'Performance'),
      page('CONTRIBUTING.md', 'contributing.html', 'Contributing'),
      page('CHANGELOG.md', 'changelog.html', 'Changes'),
    ],
  },
];

export const pages = groups.flatMap((group) => group.pages);

/** Folders of the sources that are built into Ebb's folder, above the site. */
const built = 'web/examples/';

/** Where a link in a file of the sources leads on the site; null: to the sources alone. A file that is not there is a
 *  mistake. */
export function addressFrom(file: string, link: string): string | null {
  if (/^[a-z]+:|^#/.test(link)) return link;
  const [path = '', anchor] = link.split('#');
  const target = posix.join(posix.dirname(file), path);
  if (!existsSync(root + target)) throw new Error(`${file} links to ${target}, which is not there`);
  const of = pages.find((one) => one.file === target);
  if (of) return of.address + (anchor ? `#${anchor}` : '');
  if (target.startsWith(built) && /\.(html|ipynb|md|lua)$/.test(target)) {
    return `../examples/${target.slice(built.length)}`;
  }
  return null;
}

export const render = ({ file }: Page): RenderedPage =>
  renderPage(readFileSync(root + file, 'utf8'), (link) => addressFrom(file, link));
