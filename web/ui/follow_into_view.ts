import { scrolling } from '../styles/reduced_motion';

/** Tells of whatever the reader does by hand, until the end. */
export function onHand(act: () => void): () => void {
  const kinds = ['wheel', 'pointerdown', 'keydown', 'click'] as const;
  for (const kind of kinds) addEventListener(kind, act, true);
  return () => {
    for (const kind of kinds) removeEventListener(kind, act, true);
  };
}

/** How long what was led to is followed once it is there, in milliseconds. */
const longest = 10_000;

/** Ends what is followed now. */
let endLast = () => {};

/** Brings something into view in a part of the page that is still fetched and drawn while one comes near it: it is
 *  followed as that grows, until the reader goes on by hand or is led elsewhere. `bring` scrolls there, and says
 *  whether it is there by now. */
export function followIntoView(growing: Element, bring: () => boolean): void {
  endLast();
  let timer = 0;
  const follow = new ResizeObserver(() => {
    if (bring()) timer ||= window.setTimeout(end, longest);
  });
  const letGo = onHand(end);
  function end() {
    follow.disconnect();
    letGo();
    clearTimeout(timer);
  }
  follow.observe(growing);
  endLast = end;
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
