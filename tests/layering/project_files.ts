import { readdirSync } from 'node:fs';

/** Folders of what is built, fetched or kept by git (.gitignore): an unpacked archive has no git to ask. */
const left = new Set(['.git', 'node_modules', 'build', 'dist', 'screenshots']);

/** All files of the project, by their paths from its root. */
export function projectFiles(folder = ''): string[] {
  return readdirSync(folder || '.', { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (!entry.isDirectory()) return [path];
    return left.has(entry.name) ? [] : projectFiles(`${path}/`);
  });
}
