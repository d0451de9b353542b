/** What the lab cannot do without, by its name in a browser's documentation. */
const requirements: Record<string, (window: Window & typeof globalThis) => boolean> = {
  WebAssembly: ({ WebAssembly }) => typeof WebAssembly === 'object',
  Worker: ({ Worker }) => typeof Worker === 'function',
  customElements: ({ customElements }) => typeof customElements === 'object',
  ResizeObserver: ({ ResizeObserver }) => typeof ResizeObserver === 'function',
  IntersectionObserver: ({ IntersectionObserver }) => typeof IntersectionObserver === 'function',
  'CSSStyleSheet.replaceSync': ({ CSSStyleSheet }) => 'replaceSync' in CSSStyleSheet.prototype,
  adoptedStyleSheets: ({ Document }) => 'adoptedStyleSheets' in Document.prototype,
};

/** The names of what a browser lacks. */
export const missingIn = (window: Window & typeof globalThis): string[] =>
  Object.keys(requirements).filter((name) => !requirements[name]?.(window));
