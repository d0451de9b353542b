// Puts one small wrong change after the other into a copy of the core and runs the native tests on it: what no
// test notices has survived. README.md beside this file says how to use it.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mutants } from './mutants.mjs';

const root = resolve(import.meta.dirname, '../..');
const work = join(root, 'build/mutation');
const tree = join(work, 'tree');
const build = join(work, 'native');
/** A mutant that makes a loop endless is stopped after so many seconds of the processor's time, and counts as
 *  noticed: a machine that is busy with other things must not make one of a mutant that is only waited for. */
const secondsAtMost = 300;

const { values: options } = parseArgs({
  options: {
    /** Only mutants of files whose name contains one of these. */
    only: { type: 'string', multiple: true, default: [''] },
    /** Only the tests of a mutant's own noun: quick, and what survives them may still be noticed by others. */
    nouns: { type: 'boolean', default: false },
    /** Tests of another checkout, to see what they noticed. */
    tests: { type: 'string', default: join(root, 'tests') },
  },
});

function run(command, args) {
  return spawnSync(command, args, { encoding: 'utf8', cwd: build, maxBuffer: 1 << 26 });
}

/** Runs what has to pass before there is a mutant. */
function must(command, ...args) {
  const { status, stdout, stderr } = run(command, args);
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}

/** Whether the tests of a program pass; stops at the first that fails. */
const passes = (program) =>
  run('sh', ['-c', `ulimit -t ${secondsAtMost} && exec ${program} --abort-after=1`]).status === 0;

/** Tests that see a file beside those of its own noun, or in their place. */
const seenBy = {
  activations: ['quantities_test', 'probe_test'],
  chain: ['probe_test'],
  course: ['loss_findings_test', 'trend_test', 'remedy_search_test'],
  course_findings: ['loss_findings_test', 'findings_test'],
  data_findings: ['findings_test', 'loss_findings_test'],
  diagnosis: ['chain_test'],
  findings: ['layer_findings_test', 'loss_findings_test'],
  finite_walk: ['non_finite_test'],
  finiteness: ['non_finite_test'],
  kinds: ['probe_test'],
  median: ['quantities_test'],
  number_findings: ['findings_test', 'non_finite_test'],
  probe: ['property_test', 'inspect_test'],
  profile_findings: ['layer_findings_test', 'findings_test'],
  progress: ['probe_test', 'inspect_test'],
  propagation: ['theory_test', 'theory_band_test'],
  quantities: ['probe_test'],
  remedy_order: ['remedies_test', 'regularisation_findings_test'],
  remedy_ranking: ['remedy_search_test'],
  remedy_search: ['remedies_test'],
  requirements: ['allocation_test'],
  simulation: ['history_test'],
  spread: ['theory_test', 'theory_band_test'],
  stepper: ['simulation_test', 'checkpoints_test'],
  table: ['dataset_test'],
  theory: ['theory_band_test'],
  thresholds: ['layer_findings_test', 'loss_findings_test', 'step_findings_test'],
  training_quantities: ['quantities_test', 'layer_findings_test', 'probe_test'],
  trend: ['loss_findings_test'],
  unit_findings: ['layer_findings_test', 'findings_test'],
  weight_scale: ['theory_test', 'theory_band_test'],
};

/** The files of tests that are to be run before all. */
function firstTests(file) {
  const noun = basename(file).replace(/\.\w+$/, '');
  return [`${noun}_test`, ...(seenBy[noun] ?? [])]
    .map((name) =>
      ['core', 'claims']
        .map((folder) => join(tree, 'tests', folder, `${name}.cpp`))
        .find((path) => existsSync(path)),
    )
    .filter(Boolean);
}

/** How each file is compiled. */
const commands = new Map();
/** The sources of the core that each header goes into. */
const sourcesOf = new Map();
/** Objects of tests as they are without any mutant. */
const objects = new Map();

function prepare() {
  // What the checkout no longer has.
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  mkdirSync(build, { recursive: true });
  // Copies keep their times, so that a second run compiles only what has changed.
  const copy = (from, to, filter) =>
    cpSync(from, join(tree, to), { recursive: true, preserveTimestamps: true, filter });
  for (const name of ['src', 'cmake', 'CMakeLists.txt', 'package.json'])
    copy(join(root, name), name);
  // All that CMakeLists.txt may name, whichever folder it stands in.
  copy(options.tests, 'tests', (path) => statSync(path).isDirectory() || /\.(cpp|h)$/.test(path));
  // -O1 compiles fastest of what runs fast enough; nothing here is compared bit by bit. Without a compiler cache
  // what every file includes is read once.
  must(
    'cmake',
    ...['-S', tree, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release'],
    ...['-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG', '-DCMAKE_CXX_COMPILER_LAUNCHER='],
  );
  must(
    'cmake',
    '--build',
    build,
    '--target',
    'ebb_core',
    'CMakeFiles/ebb_tests.dir/cmake_pch.hxx.gch',
  );
  for (const { file, command } of JSON.parse(readFileSync(join(build, 'compile_commands.json'))))
    commands.set(file, command.split(' '));
  let source;
  for (const line of must('ninja', '-t', 'deps').split('\n')) {
    const [, of] = /^CMakeFiles\/\w+\.dir\/(src\/.*)\.o:/.exec(line) ?? [];
    if (!line.startsWith(' ')) source = of && join(tree, of);
    else if (source) sourcesOf.set(line.trim(), [...(sourcesOf.get(line.trim()) ?? []), source]);
  }
  if (options.nouns) return;
  must('cmake', '--build', build, '--target', 'ebb_tests');
  if (!passes('./ebb_tests')) throw new Error('the tests fail without any mutant');
}

/** Compiles a file as the tree now is. */
function compile(source, object) {
  const command = commands.get(source).map((word, i, all) => (all[i - 1] === '-o' ? object : word));
  const { status, stderr } = run(command[0], command.slice(1).filter(Boolean));
  if (status !== 0) throw new Error(`does not compile: ${stderr}`);
  return object;
}

/** The object of tests as they are without a mutant. */
function plain(source) {
  if (!objects.has(source)) objects.set(source, compile(source, `${basename(source)}.plain.o`));
  return objects.get(source);
}

/** Whether tests notice objects that stand in the place of those that the core has. */
function areNoticedBy(tests, mutated) {
  must('c++', ...mutated, ...tests, 'libebb_core.a', '-o', 'mutant_tests');
  return !passes('./mutant_tests');
}

const compileAll = (sources) => sources.map((source, i) => compile(source, `mutated_${i}.o`));

/** Whether any test notices that a file of the core has changed. */
function isNoticed(file, path) {
  const main = plain(join(tree, 'tests/core/main.cpp'));
  const own = firstTests(file);
  const isHeader = file.endsWith('.h');
  // Most of what a header does is seen where its own tests alone are compiled with it.
  if (isHeader && own.some((test) => areNoticedBy([main], [compile(test, 'mutated_test.o')])))
    return true;
  const mutated = compileAll(isHeader ? (sourcesOf.get(path) ?? []) : [path]);
  if (own.some((test) => areNoticedBy([main, plain(test)], mutated))) return true;
  if (options.nouns) return false;
  const all = [...commands.keys()].filter((source) => /\/tests\/(core|claims)\//.test(source));
  return areNoticedBy(
    all.map((source) => join('CMakeFiles/ebb_tests.dir', `${source.slice(tree.length + 1)}.o`)),
    mutated,
  );
}

/** `killed`, `survived`, or why the row of the table is no mutant. */
function judge([file, from, to]) {
  const path = join(tree, 'src', file);
  const original = readFileSync(path, 'utf8');
  const { atime, mtime } = statSync(path);
  const places = original.split(from).length - 1;
  if (places !== 1) return `the text stands there ${places} times`;
  firstTests(file).forEach(plain);
  try {
    writeFileSync(
      path,
      original.replace(from, () => to),
    );
    return isNoticed(file, path) ? 'killed' : 'survived';
  } catch (error) {
    return error.message;
  } finally {
    writeFileSync(path, original);
    utimesSync(path, atime, mtime);
  }
}

prepare();
const counts = { killed: 0, survived: 0, invalid: 0 };
for (const mutant of mutants.filter(([file]) => options.only.some((name) => file.includes(name)))) {
  const result = judge(mutant);
  counts[result in counts ? result : 'invalid'] += 1;
  const [file, from, to] = mutant.map((text) => text.trim());
  console.log(`${result}: ${file}: ${from}  →  ${to || '(nothing)'}`);
}
if (counts.invalid > 0) console.log(`${counts.invalid} rows are no mutants any more`);
console.log(`${counts.killed} killed, ${counts.survived} survived`);
process.exitCode = counts.survived + counts.invalid > 0 ? 1 : 0;
