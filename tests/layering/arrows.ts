import { readFileSync, readdirSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';

/** Folders in the order in which the data flows; a file uses its own folder and those before it. */
export const core = [
  'base',
  'experiment',
  'functions',
  'ops',
  'tape',
  'training',
  'simulation',
  'probe',
  'diagnosis',
  'run',
  'bindings',
];

export const page = [
  'module',
  'experiment',
  'worker',
  'lab',
  'text',
  'styles',
  'ui',
  'charts',
  'formulas',
  'views',
  'form',
  'transport',
  'lessons',
  'figures',
  'pytorch',
  'offline',
  'embed',
  'app',
  'element',
  'package',
];

export interface Arrow {
  file: string;
  from: string;
  to: string;
}

/** The folders that a text reaches for, as `#include "folder/…"` or an import relative to `file`. */
export function reaches(file: string, text: string): string[] {
  const includes = [...text.matchAll(/#include "([\w-]+)\//g)].map((match) => match[1]!);
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    (match) => normalize(join(file, '..', match[1]!)).split('/')[0]!,
  );
  return [...includes, ...imports];
}

/** Arrows that point to a later folder, or to one that is not in the order at all. */
export function wrongArrows(file: string, text: string, order: readonly string[]): Arrow[] {
  const from = file.split('/')[0]!;
  return reaches(file, text)
    .filter(
      (to) => to !== from && !(order.indexOf(to) !== -1 && order.indexOf(to) < order.indexOf(from)),
    )
    .map((to) => ({ file, from, to }));
}

/** Every source below a folder, as path and text. */
export function sources(root: string): { file: string; text: string }[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(cpp|h|ts|svelte)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => file.includes('/'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}
