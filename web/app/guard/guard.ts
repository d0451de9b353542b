/** A script of its own, run before all others and in browsers that cannot run those: says in words why
 *  there is no lab, for as long as the lab cannot say so itself (app/Problems.svelte). */
import { recallLanguage } from '../../text/choose_language';
import {
  noticeOf,
  reasonOf,
  saidOfError,
  saidOfMissing,
  saidOfUnfetched,
  unfetchedIn,
  type Said,
} from './notice';
import { missingIn } from './requirements';

/** How long the lab has to show something after an error that may not be its own, in milliseconds. */
const patienceMs = 1000;

let box: HTMLElement | null = null;
let isOver = false;

/** What the page is there for: its lab, or what marks (grade.html). */
const main = () => document.querySelector('ebb-lab, ebb-grade');

/** Whether that shows anything, and so can tell what is wrong. */
function speaks(): boolean {
  const root = main()?.shadowRoot;
  return root !== null && root !== undefined && root.querySelector('*') !== null;
}

/** Says what is wrong, and what to do, once. What is told first is nearest to the cause. */
function tell(said: Said): void {
  if (box || isOver) return;
  const link = new URLSearchParams(location.search).get('lang');
  box = noticeOf(said, [link, recallLanguage(), ...(navigator.languages || [navigator.language])]);
  box.className = 'guard';
  place();
}

/** Above the lab as soon as the page has that; a page without one has it at its head. */
function place(): void {
  const before = main();
  if (!box) return;
  if (before && before.parentNode) before.parentNode.insertBefore(box, before);
  else if (document.readyState !== 'loading')
    document.body.insertBefore(box, document.body.firstChild);
}

/** The page runs after all. */
function fallSilent(): void {
  isOver = true;
  if (box && box.parentNode) box.parentNode.removeChild(box);
}

function tellError(reason: string): void {
  setTimeout(() => {
    if (!speaks()) tell(saidOfError(reason));
  }, patienceMs);
}

function hear(error: unknown): void {
  const reason = reasonOf(error);
  const address = unfetchedIn(reason);
  if (address === null) tellError(reason);
  else tell(saidOfUnfetched(address));
}

addEventListener('DOMContentLoaded', place);
// Heard on its way down to the element, which may come before anything is known of the page.
addEventListener('frame', fallSilent, true);
// The page that marks stands before it uses all that it needs: what is missing stays said.
addEventListener('stands', () => missing.length === 0 && fallSilent(), true);
addEventListener(
  'error',
  (event) => {
    const { target } = event;
    if (isOver || target === main()) return;
    if (target instanceof HTMLScriptElement) tell(saidOfUnfetched(target.src));
    // Pictures and what was only fetched ahead do not keep the lab from coming.
    else if (event instanceof ErrorEvent) hear(event.error || event.message);
  },
  true,
);
addEventListener('unhandledrejection', ({ reason }) => hear(reason));
// The page's own script tells (page.ts): of a rejection that somebody takes, nobody else hears.
addEventListener('ebb-unfetched', (event) => hear((event as CustomEvent).detail));

const missing = missingIn(self);
if (missing.length > 0) tell(saidOfMissing(missing));
