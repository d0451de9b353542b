import { scrolling } from '../styles/reduced_motion';

/** How long what was led to is followed once it is there, in milliseconds. */
const longest = 10_000;

let last: AbortController | null = null;

/** Brings something into view in a part of the page that is still fetched and drawn while one comes near it: it is
 *  followed as that grows, until the reader goes on by hand or is led elsewhere. `bring` scrolls there, and says
 *  whether it is there by now. */
export function followIntoView(growing: Element, bring: () => boolean): void {
  last?.abort();
  const end = (last = new AbortController());
  const { signal } = end;
  let timer = 0;
  const follow = new ResizeObserver(() => {
    if (bring()) timer ||= window.setTimeout(() => end.abort(), longest);
  });
  follow.observe(growing);
  signal.addEventListener('abort', () => {
    follow.disconnect();
    clearTimeout(timer);
  });
  for (const act of ['wheel', 'pointerdown', 'keydown', 'click'] as const) {
    addEventListener(act, () => end.abort(), { signal, capture: true });
  }
}

/** Leads to something in such a part: with a motion, and as that grows at once. */
export function leadTo(goal: Element): void {
  let behavior = scrolling();
  followIntoView(goal.closest('.panels') ?? goal, () => {
    goal.scrollIntoView({ block: 'start', behavior });
    behavior = 'auto';
    return true;
  });
}
