import svelte from 'eslint-plugin-svelte';
import typescript from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Rules that find defects which neither the compiler nor the formatter finds. */
const ofTypes = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-array-delete': 'error',
  '@typescript-eslint/no-base-to-string': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-for-in-array': 'error',
  '@typescript-eslint/no-implied-eval': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/require-array-sort-compare': 'error',
  '@typescript-eslint/restrict-plus-operands': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
};
const ofText = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-constant-condition': ['error', { checkLoops: false }],
  'no-eval': 'error',
  'no-self-compare': 'error',
  'no-template-curly-in-string': 'error',
  'no-var': 'error',
};

const typed = {
  parser: typescript.parser,
  parserOptions: {
    project: [
      'tsconfig.json',
      'tsconfig.worker.json',
      'tsconfig.command_line.json',
      'tools/tsconfig.json',
      'tests/tsconfig.json',
    ],
    tsconfigRootDir: import.meta.dirname,
    extraFileExtensions: ['.svelte'],
  },
};

export default [
  { ignores: ['build/', 'dist/', 'node_modules/', '**/*.d.ts', '**/*.d.mts', '**/node_modules/'] },
  { files: ['**/*.{js,mjs,ts,svelte}'], rules: ofText },
  {
    files: ['**/*.ts'],
    languageOptions: typed,
    plugins: { '@typescript-eslint': typescript.plugin },
    rules: ofTypes,
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { ...typed.parserOptions, parser: typescript.parser, svelteConfig },
    },
    plugins: { '@typescript-eslint': typescript.plugin },
    rules: {
      ...ofTypes,
      // Most of what is mutable is so on purpose, beside what is watched.
      'svelte/prefer-svelte-reactivity': 'off',
      // Spaces at the edge of a text are written so.
      'svelte/no-useless-mustaches': 'off',
    },
  },
  {
    files: ['tests/**'],
    rules: { '@typescript-eslint/require-array-sort-compare': 'off' },
  },
];
