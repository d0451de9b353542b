import { command } from './command.mjs';

const ofDoctest = /test cases:\s*\d+\s*\|\s*(?<passed>\d+) passed\s*\|\s*(?<failed>\d+) failed/;
const ofReference = /(?<passed>\d+) passed, (?<failed>\d+) failed/;
/** Its last lines; where a test has failed, "Failed Tests" stand before them. */
export const ofVitest =
  /^\s*Tests\s+(?:(?<failed>\d+) failed \| )?(?:(?<passed>\d+) passed)?(?: \| )?(?:(?<skipped>\d+) skipped)?/m;

/** A job that is a command. With `counts` it is a run of tests, whose sum this expression finds;
 *  without, it counts nothing unless it fails. */
const job = (name, needs, line, { counts, env } = {}) => ({
  name,
  needs,
  run: async () => {
    const [program, ...args] = line;
    const { status, output } = await command(program, args, { env });
    const found = counts?.exec(output)?.groups;
    const number = (group) => Number(found?.[group] ?? 0);
    // A runner that died without counting has failed, whatever it had counted before.
    const isBad = status !== 0 || (counts && number('passed') === 0);
    return {
      passed: number('passed'),
      failed: isBad ? Math.max(1, number('failed')) : 0,
      skipped: number('skipped'),
      output: isBad ? output : '',
    };
  },
});

/** Builds and tests, those first that the longest wait for. `all` are also formats, types and what
 *  runs under sanitizers; `engines` are the browsers that are there. */
export function jobsFor({ all, engines, cores, say }) {
  const build = (verb, threads, ...targets) => [
    'env',
    `CMAKE_BUILD_PARALLEL_LEVEL=${threads}`,
    './build.sh',
    verb,
    ...(targets.length > 0 ? ['--target', ...targets] : []),
  ];
  const some = Math.max(1, Math.floor(cores / 2));
  const lane = (engine) => ({
    name: `page in ${engine}`,
    needs: ['build page'],
    run: async () => {
      // Only now: it needs modules that another job installs.
      const { pageLane } = await import('./page_lane.mjs');
      return pageLane(engine, say);
    },
  });
  const sanitized = [
    job('build with sanitizers', [], build('sanitized', some)),
    job(
      'core, with sanitizers',
      ['build with sanitizers'],
      ['build/debug/ebb_tests', '--no-colors=true'],
      { counts: ofDoctest },
    ),
  ];
  const checks = [
    job('formats and types', ['install modules'], ['npm', 'run', '--silent', 'check']),
    job('lint', ['install modules'], ['npm', 'run', '--silent', 'lint']),
    job(
      'fuzzer, 30 seconds',
      ['build with sanitizers'],
      [
        'build/debug/fuzz_outside_text',
        '-max_total_time=30',
        '-max_len=4096',
        '-print_final_stats=1',
        // What it finds, and what took long, is kept there and not in the checkout.
        '-artifact_prefix=build/debug/',
      ],
    ),
    job(
      'format of C++',
      [],
      ['sh', '-c', "clang-format --dry-run --Werror $(git ls-files '*.cpp' '*.h')"],
    ),
  ];
  // While the page is not there, what the longest waits for beside it; at the end, when one slot has nothing
  // long to do any more, what is short.
  return [
    job('build WebAssembly', [], build('wasm', cores, 'ebb', 'ebb_float32', 'print_names')),
    job('install modules', [], ['./build.sh', 'modules']),
    ...(all ? sanitized.slice(0, 1) : []),
    job(
      'build page',
      ['build WebAssembly', 'install modules'],
      ['sh', '-c', 'npm run --silent build && npm run --silent package'],
    ),
    ...engines.slice(0, 1).map(lane),
    ...(all ? sanitized.slice(1) : []),
    ...engines.slice(1).map(lane),
    job('build natively', [], build('native', some)),
    job(
      'module, page parts, lessons and layering',
      ['build page'],
      ['npx', 'vitest', 'run', `--maxWorkers=${some}`],
      { counts: ofVitest },
    ),
    job('core, natively', ['build natively'], ['build/native/ebb_tests', '--no-colors=true'], {
      counts: ofDoctest,
    }),
    job('build WebAssembly’s tests', ['build WebAssembly'], build('wasm', some, 'ebb_tests')),
    job(
      'core, in WebAssembly',
      ['build WebAssembly’s tests'],
      ['node', 'build/wasm/ebb_tests.cjs', '--no-colors=true'],
      { counts: ofDoctest },
    ),
    ...(all ? checks : []),
    job(
      'reference vectors',
      ['build natively', 'build WebAssembly'],
      [
        'node',
        'tests/reference/run.mjs',
        'tests/reference/vectors',
        'build/native/reference_runner',
      ],
      { counts: ofReference },
    ),
  ];
}
