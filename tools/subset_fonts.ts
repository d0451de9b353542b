import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subset from 'subset-font';
import type { Plugin } from 'vite';
import { devanagari, latin, latinBeyond, mathematics } from './font_texts.ts';

const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));
const made = fileURLToPath(new URL('../build/fonts/', import.meta.url));
const rules = ['subset_fonts.ts', 'font_texts.ts'].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
);

/** The weights between which the page's type moves (styles/tokens.css). */
const weights = { min: 400, max: 600 };

interface Font {
  source: string;
  text: string;
  /** Of one weight only; it alone has instructions for coarse screens, which are left out. */
  isStatic?: boolean;
  /** Layout features that the page uses; all of them where a script needs them to be written at all. */
  features?: string[];
}

const latinFeatures = ['kern', 'liga', 'lnum', 'tnum'];
const sans = '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2';
const serif = '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2';

const fonts: Record<string, Font> = {
  'source-sans': { source: sans, text: latin, features: latinFeatures },
  'source-sans-beyond': { source: sans, text: latinBeyond, features: latinFeatures },
  'source-serif': { source: serif, text: latin, features: latinFeatures },
  'source-serif-beyond': { source: serif, text: latinBeyond, features: latinFeatures },
  'noto-sans-devanagari': {
    source:
      '@fontsource-variable/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-wght-normal.woff2',
    text: devanagari,
  },
  'stix-two-math': {
    source: '@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2',
    text: mathematics,
    isStatic: true,
    // Letters of an index are drawn for their size.
    features: ['kern', 'ssty'],
  },
};

/** Makes `ebb-fonts/NAME.woff2` out of the packages' fonts: what the page never shows is left out,
 *  which takes a third off what a first visit loads of them. */
export function subsetFonts(): Plugin {
  return {
    name: 'ebb-subset-fonts',
    async config() {
      mkdirSync(made, { recursive: true });
      for (const [name, { source, text, features, isStatic }] of Object.entries(fonts)) {
        const [from, to] = [packages + source, `${made}${name}.woff2`];
        if (existsSync(to) && [from, ...rules].every((file) => isOlder(file, to))) continue;
        const part = await subset(readFileSync(from), text, {
          targetFormat: 'woff2',
          ...(isStatic ? { noHinting: true } : { variationAxes: { wght: weights } }),
          ...(features && { keepFeatures: features }),
        });
        writeFileSync(to, part);
      }
      return { resolve: { alias: { 'ebb-fonts': made } } };
    },
  };
}

const isOlder = (file: string, than: string) => statSync(file).mtimeMs < statSync(than).mtimeMs;
