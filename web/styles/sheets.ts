/** Styles of the lab and its components as constructed sheets: the one way into a shadow root that a
 *  content policy of `style-src 'self'` leaves open. The build calls `addStyles` once for each
 *  component (tools/adopt_styles.ts). */
const sheets: CSSStyleSheet[] = [];
const roots = new Set<ShadowRoot>();
/** Those of one script become one sheet: a browser takes longer to make sheets than to read them. */
let waiting: string[] = [];

export function addStyles(css: string): void {
  waiting.push(css);
  if (waiting.length === 1 && roots.size > 0) queueMicrotask(makeSheet);
}

function makeSheet(): void {
  if (waiting.length === 0) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(waiting.join('\n'));
  waiting = [];
  sheets.push(sheet);
  for (const root of roots) root.adoptedStyleSheets = sheets;
}

/** Gives a root all styles, also those of components that load later. Returns how to let go of it. */
export function adoptInto(root: ShadowRoot): () => void {
  makeSheet();
  roots.add(root);
  root.adoptedStyleSheets = sheets;
  return () => roots.delete(root);
}
