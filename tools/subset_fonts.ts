import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subset from 'subset-font';
import type { Plugin } from 'vite';

const packages = fileURLToPath(new URL('../node_modules/@fontsource-variable/', import.meta.url));
const made = fileURLToPath(new URL('../build/fonts/', import.meta.url));
const self = fileURLToPath(import.meta.url);

/** The weights between which the page's type moves (styles/tokens.css). */
const weights = { min: 400, max: 600 };

/** What English is written in, and the signs of figures and formulas; without those that only code has. */
const code = '#$@[\\]^`{|}~';
const latin =
  [...characters(0x20, 0x7e)].filter((sign) => !code.includes(sign)).join('') + ' °±·×÷–—‘’“”…−↑↓';
/** The rest of Latin 1 and the signs of code, fetched with the first word that needs it; without ¹ ² ³: the other raised
 *  digits are not in the fonts, and a power of ten must not mix two of them. */
const latinBeyond = characters(0xa1, 0xff).replace(/[¹²³°±·×÷]/g, '') + 'ıŒœ‚„€™' + code;
/** With the two joiners. */
const devanagari = characters(0x900, 0x97f, 0x1cd0, 0x1cff, 0x200c, 0x200d);

interface Font {
  source: string;
  text: string;
  /** Layout features that the page uses; all of them where a script needs them to be written at all. */
  features?: string[];
}

const latinFeatures = ['kern', 'liga', 'lnum', 'tnum'];
const sans = 'source-sans-3/files/source-sans-3-latin-wght-normal.woff2';
const serif = 'source-serif-4/files/source-serif-4-latin-wght-normal.woff2';

const fonts: Record<string, Font> = {
  'source-sans': { source: sans, text: latin, features: latinFeatures },
  'source-sans-beyond': { source: sans, text: latinBeyond, features: latinFeatures },
  'source-serif': { source: serif, text: latin, features: latinFeatures },
  'source-serif-beyond': { source: serif, text: latinBeyond, features: latinFeatures },
  'noto-sans-devanagari': {
    source: 'noto-sans-devanagari/files/noto-sans-devanagari-devanagari-wght-normal.woff2',
    text: devanagari,
  },
};

function characters(...bounds: number[]): string {
  let all = '';
  for (let i = 0; i < bounds.length; i += 2) {
    for (let code = bounds[i]!; code <= bounds[i + 1]!; code += 1) all += String.fromCharCode(code);
  }
  return all;
}

/** Makes `ebb-fonts/NAME.woff2` out of the packages' fonts: what the page never shows is left out,
 *  which takes a third off what a first visit loads of them. */
export function subsetFonts(): Plugin {
  return {
    name: 'ebb-subset-fonts',
    async config() {
      mkdirSync(made, { recursive: true });
      for (const [name, { source, text, features }] of Object.entries(fonts)) {
        const [from, to] = [packages + source, `${made}${name}.woff2`];
        if (existsSync(to) && [from, self].every((file) => isOlder(file, to))) continue;
        const part = await subset(readFileSync(from), text, {
          targetFormat: 'woff2',
          variationAxes: { wght: weights },
          ...(features && { keepFeatures: features }),
        });
        writeFileSync(to, part);
      }
      return { resolve: { alias: { 'ebb-fonts': made } } };
    },
  };
}

const isOlder = (file: string, than: string) => statSync(file).mtimeMs < statSync(than).mtimeMs;
