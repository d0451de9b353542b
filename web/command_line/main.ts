#!/usr/bin/env node
import { h } from '../handin/words.svelte';
import { lessonIds, lessonText, translationOf } from '../lessons/library';
import { parseLesson } from '../lessons/parse';
import { chooseLanguage } from '../text/choose_language';
import { languages, words } from '../text/words.svelte';
import { CommandError } from './arguments';
import { loadEbb } from './core';
import { grade } from './grade';
import { run } from './run';
import { scorm } from './scorm';
import { verify } from './verify';

const print = (text: string) => void process.stdout.write(`${text}\n`);

/** What `--lang` was given where there is no such language. */
let unknownLanguage: string | null = null;

/** `--lang` anywhere, else what the environment asks for. */
function takeLanguage(given: string[]): string {
  const at = given.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const asked = at < 0 ? undefined : (given[at]!.split('=')[1] ?? given[at + 1] ?? '');
  if (at >= 0) given.splice(at, given[at]!.includes('=') ? 1 : 2);
  const isOf = (one: string) => asked === one || asked?.startsWith(`${one}-`);
  unknownLanguage = asked === undefined || languages.some(isOf) ? null : asked;
  const wishes = [asked, LC_ALL || LC_MESSAGES || LANG].map((one) => one?.replace('_', '-'));
  return chooseLanguage(wishes, languages);
}

const usage = (version: string) => h('cli.usage', { version, languages: languages.join(', ') });

async function carryOut(command: string | undefined, rest: string[]): Promise<number> {
  const ebb = await loadEbb();
  switch (command) {
    case undefined:
    case '--help':
    case '-h':
    case 'help':
      print(usage(ebb.version()));
      return command === undefined ? 2 : 0;
    case '--version':
      print(ebb.version());
      return 0;
    case 'lessons':
      for (const id of lessonIds)
        print(`${id}: ${parseLesson(lessonText(id)!, translationOf(id)).title}`);
      return 0;
    case 'run':
      return run(ebb, rest, print);
    case 'verify':
      return verify(ebb, rest, print);
    case 'grade':
      return grade(ebb, rest, print);
    case 'scorm':
      return scorm(ebb, rest, print);
    default:
      throw new CommandError(h('cli.unknown_command', { got: command }));
  }
}

// Whoever reads it may have read enough.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
  process.exit(code === 'EPIPE' ? 0 : 2),
);
const given = process.argv.slice(2);
await words.speak(takeLanguage(given));
const [command, ...rest] = given;
try {
  if (unknownLanguage !== null) {
    const takes = languages.join(', ');
    throw new CommandError(h('cli.unknown_language', { got: unknownLanguage, takes }));
  }
  process.exitCode = rest.includes('--help')
    ? await carryOut('--help', [])
    : await carryOut(command, rest);
} catch (error) {
  // Whatever else it may be is a fault of this program, and says where.
  process.stderr.write(
    `${error instanceof CommandError ? error.message : (error as Error).stack}\n`,
  );
  process.exitCode = 2;
}
