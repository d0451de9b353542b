import { on } from 'svelte/events';

/** Where on the map something happens: 0 to 1 from its left and from its foot. */
export interface Spot {
  x: number;
  y: number;
}

export interface Gestures {
  zoom(isNearer: boolean, about: Spot): void;
  /** So far in CSS pixels by now; it is not let go yet. */
  drag(by: { x: number; y: number }): void;
  /** By shares of what is seen. */
  move(by: Spot): void;
  choose(spot: Spot): void;
}

/** A hand that moves less than this has clicked. */
const clickWithin = 6;
/** How far two fingers part, or come together, for one step. */
const pinchStep = 1.4;
/** Turns of the wheel come in many small parts; so much of them is one step. */
const wheelStep = 60;

interface Hand {
  x: number;
  y: number;
}

/** Pointer, wheel and pinch over a map. The wheel zooms with Ctrl held (which is what a pinch on a
 *  trackpad sends) or once the map has the focus; else it scrolls the page. Returns their end. */
export function gesturesOn(element: HTMLElement, gestures: Gestures): () => void {
  const hands = new Map<number, Hand>();
  let start: Hand | null = null;
  let reach = 0;
  let isPinched = false;
  let turned = 0;

  const spotOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Spot => {
    const box = element.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: 1 - (clientY - box.top) / box.height };
  };
  const apart = () => {
    const [a, b] = [...hands.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  const middle = () => {
    const all = [...hands.values()];
    const mean = (of: (hand: Hand) => number) =>
      all.reduce((sum, hand) => sum + of(hand), 0) / all.length;
    return spotOf({ clientX: mean(({ x }) => x), clientY: mean(({ y }) => y) });
  };

  const ends = [
    on(element, 'pointerdown', (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      hands.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (hands.size === 1) {
        start = { x: event.clientX, y: event.clientY };
        isPinched = false;
      } else {
        isPinched = true;
        gestures.drag({ x: 0, y: 0 });
        reach = apart();
      }
    }),
    on(element, 'pointermove', (event) => {
      if (!hands.has(event.pointerId)) return;
      hands.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (hands.size === 1 && start && !isPinched) {
        const by = { x: event.clientX - start.x, y: event.clientY - start.y };
        if (Math.hypot(by.x, by.y) >= clickWithin) gestures.drag(by);
      }
      if (hands.size < 2 || reach === 0) return;
      const now = apart();
      const isNearer = now > reach * pinchStep;
      if (!isNearer && now > reach / pinchStep) return;
      gestures.zoom(isNearer, middle());
      reach = now;
    }),
    on(element, 'pointerup', (event) => {
      const begun = start;
      hands.delete(event.pointerId);
      gestures.drag({ x: 0, y: 0 });
      if (hands.size > 0 || !begun || isPinched) return;
      start = null;
      const [x, y] = [event.clientX - begun.x, event.clientY - begun.y];
      const box = element.getBoundingClientRect();
      if (Math.hypot(x, y) < clickWithin) gestures.choose(spotOf(event));
      else gestures.move({ x: -x / box.width, y: y / box.height });
    }),
    on(element, 'pointercancel', (event) => {
      hands.delete(event.pointerId);
      gestures.drag({ x: 0, y: 0 });
      start = null;
    }),
    on(
      element,
      'wheel',
      (event) => {
        if (!event.ctrlKey && !element.matches(':focus')) return;
        event.preventDefault();
        turned += event.deltaY;
        if (Math.abs(turned) < wheelStep && !event.ctrlKey) return;
        gestures.zoom(turned < 0, spotOf(event));
        turned = 0;
      },
      { passive: false },
    ),
  ];
  return () => ends.forEach((end) => end());
}
