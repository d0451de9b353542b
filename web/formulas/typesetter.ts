import { parts } from '../text/parts.svelte';
import { once } from '../worker/once';

type Typeset = (tex: string, element: HTMLElement, displayMode: boolean) => void;

/** What TeX from outside may ask for at most: a length in em, macros unfolded one after the other. */
const limits = { maxSize: [20, 20] as [number, number], maxExpand: 200 };

/** Milliseconds that a formula waits for its font, as long as browsers let text wait for one. */
const longestWait = 3000;

/** Resolves when formulas can be drawn in the font that they stay in, or in any. */
const fontCame = () =>
  Promise.race([
    document.fonts.load('1em "STIX Two Math"').catch(() => []),
    new Promise((resolve) => setTimeout(resolve, longestWait)),
  ]);

/** Loads what turns TeX into MathML, once and only when a formula is shown. It builds nodes and
 *  sets their styles one by one, as a strict content policy wants it; text is never read as HTML. */
export const typesetter = once(async (): Promise<Typeset> => {
  const [{ default: temml }] = await Promise.all([parts.fetch(() => import('temml')), fontCame()]);
  return (tex, element, displayMode) => {
    try {
      temml.render(tex, element, { ...limits, displayMode, throwOnError: true, trust: false });
    } catch {
      // A lesson from outside may hold what is no TeX: it is shown as it was written.
      element.textContent = tex;
    }
  };
});
