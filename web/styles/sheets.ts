/** Styles of the lab and its components as constructed sheets: the one way into a shadow root that a
 *  content policy of `style-src 'self'` leaves open. The build calls `addStyles` once for each
 *  component (adopt.ts). */
const sheets: CSSStyleSheet[] = [];
const roots = new Set<ShadowRoot>();

export function addStyles(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  sheets.push(sheet);
  for (const root of roots) root.adoptedStyleSheets = sheets;
}

/** Gives a root all styles, also those of components that load later. Returns how to let go of it. */
export function adoptInto(root: ShadowRoot): () => void {
  roots.add(root);
  root.adoptedStyleSheets = sheets;
  return () => roots.delete(root);
}
