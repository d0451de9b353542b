import type { Unit } from '../module/ebb';

/** What a key asks of the lab. */
export type Action =
  | { kind: 'toggle' }
  | { kind: 'step'; unit: Unit; direction: 1 | -1 }
  | { kind: 'home' }
  | { kind: 'end' }
  | { kind: 'sheet' }
  /** Back from what was chosen to where the walk stands. */
  | { kind: 'follow' };

export type Key = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey' | 'defaultPrevented'
>;

export function unitOf({ shiftKey, altKey }: Pick<Key, 'shiftKey' | 'altKey'>): Unit {
  if (altKey) return shiftKey ? 'epoch' : 'iteration';
  return shiftKey ? 'layer' : 'operation';
}

/** The action of a key, or null where the key is not the lab's. */
export function actionOf(event: Key): Action | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey) return null;
  switch (event.key) {
    case ' ':
      return { kind: 'toggle' };
    case 'ArrowRight':
      return { kind: 'step', unit: unitOf(event), direction: 1 };
    case 'ArrowLeft':
      return { kind: 'step', unit: unitOf(event), direction: -1 };
    case 'Home':
      return { kind: 'home' };
    case 'End':
      return { kind: 'end' };
    case 'Escape':
      return { kind: 'follow' };
    case '?':
      return { kind: 'sheet' };
    default:
      return null;
  }
}

/** What the arrows, Home and End move by themselves (its role says so), or scroll. */
const movesByArrows = ['slider', 'grid', 'listbox', 'tablist', 'application', 'menu']
  .map((role) => `[role="${role}"]`)
  .concat('[role="region"][tabindex]')
  .join();

/** Whether an element has uses of its own for a key: fields for all, a button for space, and what moves by
 *  arrows for all but those that ask for the sheet of keys, the walk, or play. */
export function keepsKey(element: Element, key: string): boolean {
  if (element.closest('textarea, select, dialog, [contenteditable]')) return true;
  if (element instanceof HTMLInputElement) return true;
  if (key === 'Escape' || key === '?') return false;
  if (key === ' ') return element.closest('button, summary, a') !== null;
  return element.closest(movesByArrows) !== null;
}
