import type { Plugin } from 'vite';

/** What the first view needs and the browser would find only once scripts run. */
const early: [RegExp, Record<string, string>][] = [
  [/\/(lab|around)-[\w-]+\.js$/, { rel: 'modulepreload' }],
  [/\/ebb_float32-[\w-]+\.wasm$/, { as: 'fetch' }],
  [/\/source-(sans|serif)-(?!beyond)[\w-]+\.woff2$/, { as: 'font', type: 'font/woff2' }],
];

/** Lets the page's browser fetch these beside the scripts rather than after them. */
export function preload(): Plugin {
  return {
    name: 'ebb-preload',
    apply: 'build',
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
