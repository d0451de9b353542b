import './site.css';
import './site_narrow_and_print.css';
import examples from 'virtual:docs-examples';
import { keepTheme, recallTheme, setTheme, themeOf, themes, type Theme } from '../styles/theme';

/** What the pages of the docs do beyond being read: light or dark, copying code, live labs, examples that run on them.
 *  The script stands in the head, so that the theme is there before anything is drawn. */
const root = document.documentElement;
const lies = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
recallTheme(root);

document.addEventListener('DOMContentLoaded', () => {
  document.querySelector('.top')?.append(themeButton());
  if (matchMedia('(max-width: 60rem)').matches) {
    document.querySelector('details.pages')?.removeAttribute('open');
  }
  for (const block of document.querySelectorAll<HTMLElement>('.code')) addActions(block);
  watchLabs(document.querySelectorAll<HTMLElement>('.live'));
});

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

function themeButton(): HTMLButtonElement {
  const names: Record<Theme, string> = { auto: 'As the system', light: 'Light', dark: 'Dark' };
  const made = button('', () => {
    const theme = themes[(themes.indexOf(themeOf(root)) + 1) % themes.length]!;
    setTheme(root, theme);
    keepTheme(theme);
    say();
  });
  const say = () => {
    made.textContent = names[themeOf(root)];
    made.setAttribute('aria-label', `Light or dark: ${names[themeOf(root)]}`);
  };
  say();
  made.className = 'theme';
  return made;
}

function addActions(block: HTMLElement): void {
  const code = block.querySelector('code')?.textContent ?? '';
  const bar = document.createElement('div');
  bar.className = 'actions';
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  bar.append(said);
  const run = runOf(block);
  if (run) bar.append(button('Run', () => void run(block, said)));
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => (said.textContent = 'Copied'),
      () => (said.textContent = 'Select the text and copy it'),
    );
  // Only a page of a safe origin has a clipboard.
  if ('clipboard' in navigator) bar.append(button('Copy', () => void copy()));
  block.append(bar);
}

/** What runs an example on the lab above it, and says how it went. */
function runOf(block: HTMLElement) {
  const { run, on } = block.dataset;
  if (run === undefined || !on) return null;
  const example = examples[document.body.dataset['page']!]![Number(run)]!;
  const place = document.getElementById(on)!;
  return async (of: HTMLElement, said: HTMLElement) => {
    of.dataset['state'] = 'running';
    said.textContent = 'Running';
    try {
      await start(place);
      place.scrollIntoView({ block: 'nearest' });
      await example(place);
      said.textContent = 'Done: look at the lab above';
      of.dataset['state'] = 'done';
    } catch (error) {
      said.textContent = String(error);
      of.dataset['state'] = 'failed';
    }
  };
}

/** A lab starts when it comes into view: a page with several is read first. */
function watchLabs(places: Iterable<HTMLElement>): void {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        void start(target as HTMLElement);
      }
    },
    { rootMargin: '200px' },
  );
  for (const place of places) seen.observe(place);
}

/** Puts in what the place's template holds, once, and defines the element. */
async function start(place: HTMLElement): Promise<void> {
  const template = place.querySelector('template');
  if (template) {
    place.append(document.importNode(template.content, true));
    template.remove();
  }
  if (!place.querySelector('ebb-lab')) return;
  await import(/* @vite-ignore */ new URL('../ebb-lab.js', lies).href);
  await customElements.whenDefined('ebb-lab');
}
