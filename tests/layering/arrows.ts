import { readFileSync, readdirSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';

/** Folders in the order in which the data flows; a file uses its own folder and those before it. */
export const core = [
  'base',
  'experiment',
  'functions',
  'data',
  'ops',
  'tape',
  'training',
  'stepper',
  'probe',
  'diagnosis',
  'theory',
  'simulation',
  'clinic',
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
  'opening',
  'figures',
  'editor',
  'pytorch',
  'offline',
  'handin',
  'scorm',
  'grade',
  'embed',
  'teacher',
  'app',
  'element',
  'notebook',
  'package',
  'command_line',
  'site',
];

/** What a folder may use of those before it, where that is less than all: the theory is an independent
 *  check of what the probe measures. */
export const only: Readonly<Record<string, readonly string[]>> = {
  theory: ['base', 'experiment', 'functions', 'data'],
};

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

/** Arrows that point to a later folder, to one that is not in the order at all, or to one that the
 *  folder has to do without. */
export function wrongArrows(file: string, text: string, order: readonly string[]): Arrow[] {
  const from = file.split('/')[0]!;
  const before = order.slice(0, Math.max(0, order.indexOf(from)));
  const allowed = only[from] ?? before;
  return reaches(file, text)
    .filter((to) => to !== from && !(before.includes(to) && allowed.includes(to)))
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
