/** Begins a language: a catalogue with every message and every text of the lessons, still in English.
 *
 *      npm run language -- de        writes web/text/de.json */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const [language = ''] = process.argv.slice(2);
const file = new URL(`../web/text/${language}.json`, import.meta.url);
if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language) || existsSync(file)) {
  console.error('say the tag of a language that is not there yet, such as de');
  process.exit(1);
}

const { module: lessons } = await runnerImport('./tools/check_lessons.ts', { configFile: false });
const words = JSON.parse(readFileSync(new URL('../web/text/en.json', import.meta.url), 'utf8'));
for (const [id, text] of lessons.filesToTranslate()) {
  for (const [place, said] of lessons.textsOf(text)) words[`lessons/${id}/${place}`] = said;
}
writeFileSync(file, `${JSON.stringify(words, null, 2)}\n`);
console.log(`web/text/${language}.json: ${Object.keys(words).length} texts to translate`);
