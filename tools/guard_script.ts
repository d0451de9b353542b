import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';
import { readCatalogues, type Catalogue } from './read_catalogues.ts';

const pathOf = (name: string) =>
  fileURLToPath(new URL(`../web/app/guard/${name}.ts`, import.meta.url));

/** The messages that only the guard says, which no other script has to carry. */
export const isOfGuard = (key: string) => key.startsWith('guard.');

/** Where no script runs, the page itself says so (page_texts.ts). */
const isOfScript = (key: string) => isOfGuard(key) && key !== 'guard.no_script';

/** What the guard says, by language. */
function guardWords(): Record<string, Catalogue> {
  const spoken = Object.entries(readCatalogues()).map(([language, catalogue]) => [
    language,
    Object.fromEntries(Object.entries(catalogue).filter(([key]) => isOfScript(key))),
  ]);
  return Object.fromEntries(spoken);
}

/** Builds a guard as a classic script, in a language that old browsers read too; what it exports is then
 *  in `ebbGuard`. */
export async function guardScript(name: 'guard' | 'course_guard'): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    define: { EBB_GUARD_WORDS: JSON.stringify(guardWords()) },
    build: {
      write: false,
      target: 'es2015',
      lib: { entry: pathOf(name), formats: ['iife'], name: 'ebbGuard' },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]!.output[0].code;
}

/** Puts the guard before all that the page loads. */
export function guard(): Plugin {
  let code = '';
  const nameOf = (text: string) =>
    `assets/guard-${createHash('sha256').update(text).digest('base64url').slice(0, 8)}.js`;
  return {
    name: 'ebb-guard',
    apply: 'build',
    async buildStart() {
      code = await guardScript('guard');
      this.emitFile({ type: 'asset', fileName: nameOf(code), source: code });
    },
    transformIndexHtml: {
      order: 'post',
      // After the page's encoding, which browsers look for in its first 1024 bytes: in a page that is one file, the
      // guard itself is longer.
      handler: (html) =>
        html.replace(/<meta charset[^>]*>/, `$&<script src="./${nameOf(code)}"></script>`),
    },
  };
}
