const escape = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const string = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
const words = (list: string) => `\\b(?:${list.replaceAll(' ', '|')})\\b`;

/** What is told apart in code, by language: enough to read by, no grammar. */
const rules: Record<string, [kind: string, pattern: string][]> = {
  html: [
    ['comment', '<!--[\\s\\S]*?-->'],
    ['string', string],
    ['name', '</?[a-z][\\w-]*|/?>'],
  ],
  js: [
    ['comment', '//[^\\n]*'],
    ['string', `${string}|\`[^\`]*\``],
    ['name', words('await async const for function if import from let new of return export')],
  ],
  sh: [
    ['comment', '(?<=^|\\s)#[^\\n]*'],
    ['string', string],
    ['name', '^\\S+|(?<=\\s)--?[a-z][\\w-]*'],
  ],
  python: [
    ['comment', '#[^\\n]*'],
    ['string', string],
    ['name', words('from import def return for in if')],
  ],
};

/** Code as HTML, its comments, strings and names marked. */
export function highlighted(code: string, language: string): string {
  const own = rules[language];
  if (!own) return escape(code);
  const all = new RegExp(own.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'gm');
  let html = '';
  let end = 0;
  for (const match of code.matchAll(all)) {
    const kind = own.find(([one]) => match.groups?.[one] !== undefined)![0];
    html += escape(code.slice(end, match.index));
    html += `<span class="${kind}">${escape(match[0])}</span>`;
    end = match.index + match[0].length;
  }
  return html + escape(code.slice(end));
}
