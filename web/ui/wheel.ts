import { on } from 'svelte/events';

/** The wheel scrolls, also over a number or a slider that has the focus: browsers would turn its value
 *  instead. What has lost the focus they leave alone. The end of it is returned. */
export function wheelOnlyScrolls(ground: HTMLElement): () => void {
  return on(
    ground,
    'wheel',
    (event) => {
      const [target] = event.composedPath();
      const turns = target instanceof HTMLInputElement && /^(number|range)$/.test(target.type);
      if (turns && target.matches(':focus')) target.blur();
    },
    { passive: true },
  );
}
