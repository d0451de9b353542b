import { scrolling } from '../styles/reduced_motion';
import { named, t, type Message } from '../text/words.svelte';
import { followIntoView } from '../ui/follow_into_view';
import { placeText } from './condition_text';
import type { Pointer, ScenePanel } from './scene';

/** What each part of the lab is called on the page. */
const panelNames: Readonly<Record<ScenePanel, Message>> = {
  network: 'stage.title',
  strip: 'stage.operations',
  profile: 'stage.profile',
  here: 'inspector.title',
  findings: 'finding.title',
  loss: 'loss.title',
  chain: 'chain.title',
  activation: 'activation.title',
  predictions: 'predictions.title',
  history: 'history.title',
  map: 'map.title',
};

/** A pointer's name for the reader. */
export function pointerName(pointer: Pointer): string {
  switch (pointer.kind) {
    case 'layer':
      return placeText(pointer.layer);
    case 'panel':
      return t(panelNames[pointer.name]);
    case 'quantity':
      return t(`quantity.${pointer.name}` as Message);
    case 'control':
      return named('field', pointer.name);
  }
}

/** Where it stands on the page: what is named first is looked at where it is seen. A layer is chosen in all views (show_scene.ts), and seen in the profile. */
function placesOf(pointer: Pointer): string[] {
  switch (pointer.kind) {
    case 'layer':
      return ['[data-part~="profile"]'];
    case 'panel':
      return [`[data-part~="${pointer.name}"]`];
    case 'quantity':
      return [`[data-part~="quantity_${pointer.name}"]`];
    case 'control':
      return [`[data-field="${pointer.name}"]`, `[data-fields~="${pointer.name}"]`];
  }
}

/** What is named first of what can be seen. */
const findIn = (ground: ParentNode, pointer: Pointer): Element | null =>
  placesOf(pointer)
    .flatMap((place) => ground.querySelector(place) ?? [])
    .find((one, _, { length }) => length === 1 || one.checkVisibility()) ?? null;

const groundOf = (inside: HTMLElement) => inside.getRootNode() as Document | ShadowRoot;

/** Marks what is pointed at in the lab around an element, as soon as it is there, until the end. */
export function pointAt(inside: HTMLElement, pointer: Pointer): () => void {
  if (pointer.kind === 'layer') return () => {};
  const ground = groundOf(inside);
  let marked: readonly Element[] = [];
  const mark = () => {
    const found = placesOf(pointer).flatMap((place) => ground.querySelector(place) ?? []);
    for (const one of marked) if (!found.includes(one)) one.removeAttribute('data-pointed');
    for (const one of found) if (!marked.includes(one)) one.setAttribute('data-pointed', '');
    marked = found;
  };
  const watch = new MutationObserver(mark);
  watch.observe(ground, { childList: true, subtree: true });
  mark();
  return () => {
    watch.disconnect();
    for (const one of marked) one.removeAttribute('data-pointed');
  };
}

/** In the middle of the screen; what is taller than there is room for, from its heading on. */
const blockOf = (goal: Element): ScrollLogicalPosition =>
  goal.getBoundingClientRect().height > innerHeight / 2 ? 'start' : 'center';

/** Brings what is pointed at to where it can be seen. */
export function bringIntoView(inside: HTMLElement, pointer: Pointer): void {
  const ground = groundOf(inside);
  const below = ground.querySelector('.panels');
  const found = findIn(ground, pointer);
  found?.closest('details')?.setAttribute('open', '');
  if (found && !below?.contains(found)) {
    found.scrollIntoView({ block: blockOf(found), behavior: scrolling() });
    return;
  }
  if (!below) return;
  followIntoView(below, () => {
    const goal = findIn(ground, pointer);
    (goal ?? below).scrollIntoView({ block: goal ? blockOf(goal) : 'start' });
    return goal !== null;
  });
}
