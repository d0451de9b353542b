type Typeset = (tex: string, element: HTMLElement) => void;

let loading: Promise<Typeset> | null = null;

/** Loads what turns TeX into MathML, once and only when a formula is shown. It builds nodes and
 *  sets their styles one by one, as a strict content policy wants it; text is never read as HTML. */
export function typesetter(): Promise<Typeset> {
  loading ??= import('temml').then(({ default: temml }) => (tex, element) => {
    temml.render(tex, element, { displayMode: true, throwOnError: true, trust: false });
  });
  return loading;
}
