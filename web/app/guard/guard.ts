/** A script of its own, run before all others and in browsers that cannot run those: says in words why
 *  there is no lab, for as long as the lab cannot say so itself (app/Problems.svelte). */
import { chooseLanguage, recallLanguage } from '../../text/choose_language';
import { missingIn } from './requirements';

type Words = Record<string, string>;

/** The messages of `guard.` in every language; put in by the build (tools/guard_script.ts). */
declare const EBB_GUARD_WORDS: Record<string, Words>;

/** How long the lab has to show something after an error that may not be its own, in milliseconds. */
const patienceMs = 1000;

const link = new URLSearchParams(location.search).get('lang');
const language = chooseLanguage(
  [link, recallLanguage(), ...(navigator.languages || [navigator.language])],
  Object.keys(EBB_GUARD_WORDS),
);

let box: HTMLElement | null = null;
let isOver = false;

const lab = () => document.querySelector('ebb-lab');

/** Whether the lab shows anything, and so can tell what is wrong. */
function speaks(): boolean {
  const root = lab()?.shadowRoot;
  return root !== null && root !== undefined && root.querySelector('*') !== null;
}

function sentence(key: string, slots: Words): string {
  const text = (EBB_GUARD_WORDS[language] || {})[`guard.${key}`] || key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => slots[name] || '');
}

/** Says what is wrong, and what to do, once. What is told first is nearest to the cause. */
function tell(keys: string[], slots: Words = {}): void {
  if (box || isOver) return;
  box = document.createElement('div');
  box.className = 'guard';
  box.lang = language;
  box.setAttribute('role', 'alert');
  for (const key of ['title', ...keys]) {
    const line = document.createElement(key === 'title' ? 'h1' : 'p');
    line.textContent = sentence(key, slots);
    box.appendChild(line);
  }
  place();
}

/** Above the lab, as soon as the page has that. */
function place(): void {
  const before = lab();
  if (box && before && before.parentNode) before.parentNode.insertBefore(box, before);
}

/** The lab runs after all. */
function fallSilent(): void {
  isOver = true;
  if (box && box.parentNode) box.parentNode.removeChild(box);
}

/** In a sandboxed frame without `allow-same-origin` every file comes from another origin than its page. */
const isSandboxed = () => self.origin === 'null' && location.protocol !== 'file:';

function tellMissing(address: string): void {
  const file = address.slice(address.lastIndexOf('/') + 1);
  if (isSandboxed()) tell(['sandbox', 'sandbox_remedy'], { file });
  else tell(['unfetched', 'unfetched_remedy'], { file });
}

function tellError(reason: string): void {
  setTimeout(() => {
    if (!speaks()) tell(['error', 'browser_remedy'], { reason });
  }, patienceMs);
}

/** What engines say of a script that was asked for by another and did not come; not all name it. */
const unfetched = /dynamically imported module|importing a module script/i;

function hear(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  if (unfetched.test(reason)) tellMissing((/https?:\S+/.exec(reason) || [''])[0]);
  else tellError(reason);
}

addEventListener('DOMContentLoaded', () => {
  place();
  lab()?.addEventListener('frame', fallSilent);
});
addEventListener(
  'error',
  (event) => {
    const { target } = event;
    if (isOver || target === lab()) return;
    if (target instanceof HTMLScriptElement) tellMissing(target.src);
    // Pictures and what was only fetched ahead do not keep the lab from coming.
    else if (event instanceof ErrorEvent) hear(event.error || event.message);
  },
  true,
);
addEventListener('unhandledrejection', ({ reason }) => hear(reason));
// The page's own script tells (page.ts): of a rejection that somebody takes, nobody else hears.
addEventListener('ebb-unfetched', (event) => hear((event as CustomEvent).detail));

const names = missingIn(self);
if (names.length > 0) tell(['missing', 'browser_remedy'], { names: names.join(', ') });
