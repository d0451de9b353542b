import type { Plugin } from 'vite';

/** What the first view needs and the browser would find only once scripts run. */
const early: [RegExp, Record<string, string>][] = [
  [/\/(lab|deferred_shell|rolldown-runtime)-[\w-]+\.js$/, { rel: 'modulepreload' }],
  [/\/ebb_float32-[\w-]+\.wasm$/, { as: 'fetch' }],
  [/\/source-(sans|serif)-(?!beyond)[\w-]+\.woff2$/, { as: 'font', type: 'font/woff2' }],
];

/** Nearly all of the first scripts is run at once. A browser that is told so compiles them beside the
 *  page's thread, instead of on it, one function after the other. */
const compiledAtOnce = '//# allFunctionsCalledOnLoad\n';

/** Lets the page's browser fetch these beside the scripts rather than after them, and compile what are
 *  scripts as they come. */
export function preload(): Plugin {
  return {
    name: 'ebb-preload',
    apply: 'build',
    generateBundle: {
      // It has to be a script's very beginning.
      order: 'post',
      handler(_, bundle) {
        for (const part of Object.values(bundle)) {
          const isEarly = early.some(([name]) => name.test(part.fileName));
          if (isEarly && part.type === 'chunk') part.code = compiledAtOnce + part.code;
        }
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {}).flatMap((file) => {
          const kind = early.find(([name]) => name.test(file))?.[1];
          if (!kind) return [];
          const attrs = { rel: 'preload', href: `./${file}`, crossorigin: true, ...kind };
          return [{ tag: 'link', attrs, injectTo: 'head' as const }];
        }),
    },
  };
}
