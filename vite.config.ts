import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type UserConfig } from 'vite';
import { coreFile } from './tools/core_file.ts';
import { courseScript, courseSplitting } from './tools/course_script.ts';
import { offline } from './tools/offline.ts';
import { licences } from './tools/licences.ts';
import { guard } from './tools/guard_script.ts';
import { oneFile } from './tools/one_file.ts';
import { docsSite } from './tools/docs_site.ts';
import { pageTexts } from './tools/page_texts.ts';
import { preload } from './tools/preload.ts';
import { subsetFonts } from './tools/subset_fonts.ts';
import { courseFiles } from './tools/course_files.ts';
import { checkLessons } from './tools/check_lessons.ts';
import { checkCatalogues } from './tools/check_catalogues.ts';
import { compileCatalogues } from './tools/compile_catalogues.ts';
import { adoptStyles } from './tools/adopt_styles.ts';

/** Where CMake leaves the core; the only place that says so. */
const core = fileURLToPath(new URL('./build/wasm/', import.meta.url));

/** The one place that says the version. */
const versionFile = fileURLToPath(new URL('./package.json', import.meta.url));

/** The program `ebb` of the npm package, in one file for Node. */
const commandLine: UserConfig = {
  root: 'web',
  publicDir: false,
  plugins: [
    checkCatalogues(),
    compileCatalogues(true),
    checkLessons(),
    svelte({ configFile: '../svelte.config.js' }),
  ],
  ssr: { noExternal: true },
  build: {
    ssr: 'command_line/main.ts',
    outDir: '../dist/command_line',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'ebb.js', codeSplitting: false } },
  },
};

/** The site of the docs, beside the page, with one script and one sheet of its own. */
const site: UserConfig = {
  root: 'web',
  base: './',
  publicDir: false,
  plugins: [subsetFonts(), docsSite()],
  build: {
    outDir: '../dist/docs',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      input: 'web/site/site.ts',
      output: {
        // A classic script, which also runs from a disk.
        format: 'iife',
        entryFileNames: 'site.js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
};

/** The widget for notebooks: one ES module that exports what anywidget asks for. */
const notebook = {
  input: 'web/notebook/widget.ts',
  preserveEntrySignatures: 'strict',
  output: { entryFileNames: 'widget.js', format: 'es', codeSplitting: false },
} as const;

export default defineConfig(({ mode }) => {
  if (mode === 'command-line') return commandLine;
  if (mode === 'docs') return site;
  /** The build of one page in one file, into the folder of the page built before it. */
  const isNotebook = mode === 'notebook';
  const isOneFile = mode === 'one-file' || mode === 'grade' || isNotebook;
  return {
    root: 'web',
    // Relative addresses only: the built page works from any folder of any host.
    base: './',
    publicDir: isOneFile ? false : 'public',
    resolve: {
      alias: {
        'ebb-core': core,
        // The loader of the core that a page begins with.
        'ebb-loader': `${core}${isOneFile ? 'ebb' : 'ebb_float32'}.js`,
        'ebb-version': versionFile,
        'ebb-files': isOneFile ? '/worker/files_within.ts' : '/worker/files_beside.ts',
      },
      // Vitest would otherwise take Svelte's server build.
      conditions: mode === 'test' ? ['browser'] : undefined,
    },
    plugins: [
      checkCatalogues(),
      compileCatalogues(mode === 'test' || mode === 'grade' || isNotebook),
      checkLessons(),
      pageTexts(),
      coreFile(),
      // A notebook has no page of the lab's own to guard.
      ...(isNotebook ? [] : [guard()]),
      subsetFonts(),
      svelte({ configFile: '../svelte.config.js' }),
      adoptStyles(),
      ...(isNotebook
        ? []
        : isOneFile
          ? [mode === 'grade' ? oneFile('grade.html') : oneFile('index.html', 'ebb.html')]
          : [courseScript(), courseFiles(), licences(), preload(), offline()]),
    ],
    // A classic worker also starts from file://, where a module worker may not.
    worker: { format: 'iife', plugins: () => [coreFile()] },
    build: {
      outDir: isNotebook ? '../dist/notebook' : '../dist',
      emptyOutDir: !isOneFile,
      target: 'es2022',
      // With light-dark() as it is: what stands in for it in older browsers knows the system's wish
      // only, not the page's.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // Inlined fonts would need `data:` in the content policy, which a page on a disk has not.
      assetsInlineLimit: isOneFile ? Infinity : 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: { codeSplitting: isOneFile ? false : courseSplitting },
        ...(mode === 'grade' && { input: 'web/grade.html' }),
        ...(isNotebook && notebook),
      },
    },
    server: { fs: { allow: ['..'] } },
    test: {
      root: '.',
      // A machine that does other things as well is slow, not wrong.
      testTimeout: 60_000,
      include: [
        'tests/{module,web,tools,layering,lessons,pytorch,kept}/**/*.test.ts',
        'tests/{mutation,runner}/*.test.mjs',
      ],
    },
  };
});
