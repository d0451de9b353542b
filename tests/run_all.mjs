/** Every test, one runner after the other; closes with the sum of what passed and failed. */
import { spawnSync } from 'node:child_process';

const cores = 'build/native/reference_runner';
const runners = [
  [
    'core, natively',
    'build/native/ebb_tests',
    [],
    /test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed/,
  ],
  [
    'core, in WebAssembly',
    'node',
    ['build/wasm/ebb_tests.cjs', '--no-colors=true'],
    /test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed/,
  ],
  [
    'reference vectors',
    'node',
    ['tests/reference/run.mjs', 'tests/reference/vectors', cores],
    /(\d+) passed, (\d+) failed/,
  ],
  [
    'module, page parts and layering',
    'npx',
    ['vitest', 'run'],
    /Tests\s+(?:(?<failed>\d+) failed \| )?(?<passed>\d+) passed/,
  ],
  [
    'page in both browsers',
    'node',
    ['--test', '--test-concurrency=1', 'tests/e2e/'],
    /# pass (\d+)[\s\S]*# fail (\d+)/,
  ],
];

let passed = 0;
let failed = 0;
for (const [name, command, args, closing] of runners) {
  console.log(`\n— ${name}`);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 1 << 28,
  });
  const output = `${stdout ?? ''}${stderr ?? ''}`;
  const counted = closing.exec(output);
  const some = (index, group) => Number(counted?.groups?.[group] ?? counted?.[index] ?? 0);
  const bad = counted?.groups ? Number(counted.groups.failed ?? 0) : some(2, 'failed');
  passed += counted?.groups ? Number(counted.groups.passed) : some(1, 'passed');
  // A runner that died without counting has failed, whatever it had counted before.
  failed += status === 0 ? 0 : Math.max(1, bad);
  console.log(status === 0 && counted ? counted[0].trim() : output, error ?? '');
  if (status === 0 && !counted) failed += 1;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
