import { afterEach, expect, test, vi } from 'vitest';
import { addFonts } from '../../../web/styles/fonts';

afterEach(() => vi.unstubAllGlobals());

test('a family’s name is one of identifiers: Firefox 140 refuses a number in it', () => {
  const names: string[] = [];
  vi.stubGlobal(
    'FontFace',
    class {
      unicodeRange = '';
      constructor(readonly family: string) {
        names.push(family);
      }
    },
  );
  vi.stubGlobal('document', { fonts: new Set() });
  addFonts();
  expect(names).toContain('Source Sans Variable');
  for (const name of names) expect(name).toMatch(/^[a-z][\w-]*( [a-z][\w-]*)*$/i);
});
