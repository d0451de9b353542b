import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/** Puts everything that a page is built of into one HTML file, which a double click opens: a page from a
 *  disk may read no file beside it. */
export function oneFile(from: string, to = from): Plugin {
  return {
    name: 'ebb-one-file',
    enforce: 'post',
    transformIndexHtml: { order: 'pre', handler: withIcon },
    generateBundle(_, bundle) {
      const page = textOf(bundle, from);
      const whole = page
        // The script last, so that nothing is looked for within it.
        .replace(/<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g, (_, file) => {
          return `<style>${textOf(bundle, file)}</style>`;
        })
        .replace(/<script([^>]*) src="\.\/([^"]+)"[^>]*><\/script>/g, (_, attributes, file) => {
          const type = /type="module"/.test(attributes) ? ' type="module"' : '';
          return `<script${type}>${withoutEndTags(textOf(bundle, file))}</script>`;
        });
      const outside = /<(script|link)[^>]*(src|href)="\.\/[^"]*"/.exec(whole);
      if (outside) this.error(`${to} has to hold everything, but asks for ${outside[0]}`);
      for (const file of Object.keys(bundle)) delete bundle[file];
      this.emitFile({ type: 'asset', fileName: to, source: whole });
    },
  };
}

/** The icon within the page; and no manifest, since a file on a disk is not installed. */
function withIcon(html: string): string {
  const icon = readFileSync(fileURLToPath(new URL('../web/public/icon.svg', import.meta.url)));
  return html
    .replace('./icon.svg', `data:image/svg+xml;base64,${icon.toString('base64')}`)
    .replace(/\s*<link rel="(manifest|apple-touch-icon)"[^>]*>/g, '');
}

function textOf(bundle: Bundle, file: string): string {
  const part = bundle[file];
  if (!part) throw new Error(`${file} is not part of the build`);
  // Vite's list of what to fetch ahead of a part: where all is one, it leaves the name unfilled.
  if (part.type === 'chunk') return part.code.replaceAll('__VITE_PRELOAD__', 'void 0');
  return String(part.source);
}

/** What would end the element, or open a comment within it, written as JavaScript reads it too. */
function withoutEndTags(code: string): string {
  return code.replace(/<(\/script|!--)/gi, '\\x3C$1');
}
