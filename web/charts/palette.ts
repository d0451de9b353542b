import { createSubscriber } from 'svelte/reactivity';
import { resolveColour } from '../styles/colours';
import { ramp, wordOf, type Ramp } from './colour';

/** The style sheet's colours for a canvas. Reading one inside an effect runs the effect again when
 *  light changes to dark. */
export class Palette {
  readonly #element: HTMLElement;
  readonly #subscribe: () => void;
  readonly #found = new Map<string, string>();
  readonly #ramps = new Map<string, Ramp>();

  constructor(element: HTMLElement) {
    this.#element = element;
    this.#subscribe = createSubscriber((update) => {
      const dark = matchMedia('(prefers-color-scheme: dark)');
      const present = () => {
        const style = getComputedStyle(element);
        return [style.colorScheme, dark.matches, style.getPropertyValue('--panel')].join();
      };
      let scheme = present();
      const changed = () => {
        if (scheme === present()) return;
        scheme = present();
        this.#found.clear();
        this.#ramps.clear();
        update();
      };
      dark.addEventListener('change', changed);
      const attributes = new MutationObserver(changed);
      const root = element.getRootNode();
      // The scheme is handed down from the page, which may state it in any of these ways.
      const watched = {
        attributes: true,
        attributeFilter: ['theme', 'data-theme', 'class', 'style', 'printing'],
      };
      if (root instanceof ShadowRoot) attributes.observe(root.host, watched);
      attributes.observe(document.documentElement, watched);
      attributes.observe(document.body, watched);
      return () => {
        dark.removeEventListener('change', changed);
        attributes.disconnect();
      };
    });
  }

  /** A token (`--forward`) as a CSS colour. */
  colour(token: string): string {
    this.#subscribe();
    let found = this.#found.get(token);
    if (found === undefined) {
      found = resolveColour(this.#element, token);
      this.#found.set(token, found);
    }
    return found;
  }

  /** A token as one pixel of a raster. */
  word(token: string): number {
    return wordOf(this.colour(token));
  }

  /** A ramp through tokens. */
  ramp(...tokens: string[]): Ramp {
    this.#subscribe();
    const key = tokens.join();
    let found = this.#ramps.get(key);
    if (found === undefined) {
      found = ramp(...tokens.map((token) => this.colour(token)));
      this.#ramps.set(key, found);
    }
    return found;
  }
}
