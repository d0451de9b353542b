// Puts one small wrong change after the other into a copy of the core, builds the native tests and runs
// them: what no test notices has survived. README.md beside this file says how to use it.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mutants } from './mutants.mjs';

const root = resolve(import.meta.dirname, '../..');
const work = join(root, 'build/mutation');
const tree = join(work, 'tree');
const build = join(work, 'native');
/** A mutant that makes a loop endless is stopped, and counts as noticed; generous, for a busy machine. */
const timeoutMs = 300_000;

const { values: options } = parseArgs({
  options: {
    /** Only mutants of files whose name contains this. */
    only: { type: 'string', default: '' },
    /** Only the tests of a mutant's own noun: quick, and what survives them may still be noticed by others. */
    nouns: { type: 'boolean', default: false },
    /** Tests of another checkout, to see what they noticed. */
    tests: { type: 'string', default: join(root, 'tests') },
  },
});

/** One program for each file of tests, beside the one that has them all: most mutants are noticed by the
 *  tests of their own noun, which are built and run in a second or two. */
const ownPrograms = `
add_library(tests_main OBJECT tests/core/main.cpp)
target_link_libraries(tests_main PRIVATE ebb_flags)
target_include_directories(tests_main SYSTEM PRIVATE \${CMAKE_BINARY_DIR}/include)
file(GLOB own_sources tests/core/*_test.cpp)
foreach(source \${own_sources})
  get_filename_component(name \${source} NAME_WE)
  add_executable(\${name} EXCLUDE_FROM_ALL \${source} $<TARGET_OBJECTS:tests_main>)
  target_link_libraries(\${name} PRIVATE ebb_core)
  target_include_directories(\${name} PRIVATE tests)
  target_include_directories(\${name} SYSTEM PRIVATE \${CMAKE_BINARY_DIR}/include)
endforeach()
`;

function run(command, args, timeout) {
  return spawnSync(command, args, { encoding: 'utf8', timeout, maxBuffer: 1 << 26 });
}

const compile = (target) => run('cmake', ['--build', build, '--target', target]);

/** Whether the tests of a program pass as the tree now is; stops at the first that fails. */
const passes = (program) => run(join(build, program), ['--abort-after=1'], timeoutMs).status === 0;

/** Tests that see a file beside those of its own noun, or in their place. */
const seenBy = {
  finiteness: ['quantities_test', 'non_finite_test'],
  probe: ['property_test', 'inspect_test'],
  progress: ['probe_test', 'inspect_test'],
  quantities: ['probe_test'],
  simulation: ['history_test'],
  stepper: ['simulation_test', 'checkpoints_test'],
};

/** The programs that are to be run before the one that has all tests. */
function firstTests(file) {
  const noun = basename(file).replace(/\.\w+$/, '');
  return [`${noun}_test`, ...(seenBy[noun] ?? [])].filter((name) =>
    existsSync(join(tree, 'tests/core', `${name}.cpp`)),
  );
}

function prepare() {
  mkdirSync(tree, { recursive: true });
  // Copies keep their times, so that a second run compiles only what has changed.
  const copy = (from, to) =>
    cpSync(from, join(tree, to), { recursive: true, preserveTimestamps: true });
  for (const name of ['src', 'cmake', 'CMakeLists.txt', 'package.json'])
    copy(join(root, name), name);
  appendFileSync(join(tree, 'CMakeLists.txt'), ownPrograms);
  // All that CMakeLists.txt may name, whichever folder it stands in.
  cpSync(options.tests, join(tree, 'tests'), {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => statSync(path).isDirectory() || /\.(cpp|h)$/.test(path),
  });
  // -O1 compiles fastest of what runs fast enough; nothing here is compared bit by bit.
  const configured = run('cmake', [
    ...['-S', tree, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release'],
    '-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG',
  ]);
  if (configured.status !== 0) throw new Error(configured.stderr);
  if (options.nouns) return;
  const compiled = compile('ebb_tests');
  if (compiled.status !== 0) throw new Error(compiled.stdout);
  if (!passes('ebb_tests')) throw new Error('the tests fail without any mutant');
}

/** `killed`, `survived`, or why the row of the table is no mutant. */
function judge([file, from, to]) {
  const path = join(tree, 'src', file);
  const original = readFileSync(path, 'utf8');
  const places = original.split(from).length - 1;
  if (places !== 1) return `the text stands there ${places} times`;
  try {
    writeFileSync(
      path,
      original.replace(from, () => to),
    );
    for (const program of [...firstTests(file), ...(options.nouns ? [] : ['ebb_tests'])]) {
      if (compile(program).status !== 0) return 'does not compile';
      if (!passes(program)) return 'killed';
    }
    return 'survived';
  } finally {
    writeFileSync(path, original);
  }
}

prepare();
const counts = { killed: 0, survived: 0, invalid: 0 };
for (const mutant of mutants.filter(([file]) => file.includes(options.only))) {
  const result = judge(mutant);
  counts[result in counts ? result : 'invalid'] += 1;
  const [file, from, to] = mutant.map((text) => text.trim());
  if (result !== 'killed') console.log(`${result}: ${file}: ${from}  →  ${to || '(nothing)'}`);
}
if (counts.invalid > 0) console.log(`${counts.invalid} rows are no mutants any more`);
console.log(`${counts.killed} killed, ${counts.survived} survived`);
process.exitCode = counts.survived + counts.invalid > 0 ? 1 : 0;
