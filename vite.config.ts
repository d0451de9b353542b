import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { checkLessons } from './web/lessons/check.ts';
import { checkCatalogues } from './web/words/check.ts';
import { adoptStyles } from './web/styles/adopt.ts';

/** Where CMake leaves the core; the only place that says so. */
const core = fileURLToPath(new URL('./build/wasm/', import.meta.url));

export default defineConfig(({ mode }) => ({
  root: 'web',
  // Relative addresses only: the built page works from any folder of any host.
  base: './',
  publicDir: 'public',
  resolve: {
    alias: { 'ebb-core': core },
    // Vitest would otherwise take Svelte's server build.
    conditions: mode === 'test' ? ['browser'] : undefined,
  },
  plugins: [
    checkCatalogues(),
    checkLessons(),
    svelte({ configFile: '../svelte.config.js' }),
    adoptStyles(),
  ],
  // A classic worker also starts from file://, where a module worker may not.
  worker: { format: 'iife' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // Inlined fonts would need `data:` in the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { fs: { allow: ['..'] } },
  test: {
    root: '.',
    include: ['tests/{module,page-unit,layering,lessons,pytorch}/**/*.test.ts'],
  },
}));
