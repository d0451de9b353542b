import { unbroken } from '../text/no_break.ts';
import { figuresIn, parseExpression, type Expression, type Figure } from './expression.ts';
import { LessonError } from './lesson.ts';

/** A piece of running text. It is built into nodes one by one: nothing in it is ever read as HTML. */
export type Inline = { kind: 'text' | 'strong' | 'tex'; text: string } | ShownFigure;

/** A figure that is computed when it is shown; as a share it is written in percent. */
export interface ShownFigure {
  kind: 'figure';
  expression: Expression;
  share: boolean;
}

export type Block =
  | { kind: 'paragraph'; inline: Inline[] }
  | { kind: 'list'; items: Inline[][] }
  /** A formula on its own, in the parts that may stand on lines of their own. */
  | { kind: 'formula'; parts: string[] };

export type RichText = Block[];

/** `$tex$`, `*strong*`, `{figure}` and `{figure %}`; a backslash before one of these signs makes it
 *  an ordinary one. */
export function parseInline(text: string, line: number): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain) found.push({ kind: 'text', text: unbroken(plain) });
    plain = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i]!;
    if (sign === '\\' && '$*{}\\'.includes(text[i + 1] ?? ' ')) {
      plain += text[(i += 1)];
      continue;
    }
    const close = { $: '$', '*': '*', '{': '}' }[sign];
    if (!close) {
      plain += sign;
      continue;
    }
    const end = text.indexOf(close, i + 1);
    if (end < 0) throw new LessonError('not_closed', line, text.slice(i, i + 30));
    const inner = text.slice(i + 1, end);
    flush();
    if (sign === '{') {
      const share = inner.endsWith('%');
      const expression = parseExpression(share ? inner.slice(0, -1) : inner, line);
      found.push({ kind: 'figure', expression, share });
    } else {
      found.push(
        sign === '$' ? { kind: 'tex', text: inner } : { kind: 'strong', text: unbroken(inner) },
      );
    }
    i = end;
  }
  flush();
  return found;
}

/** A piece of running text, and what is written against it, which the end of a line must not part from it. */
export interface Held {
  before: string;
  one: Inline;
  after: string;
}

const isWhole = (one: Inline | undefined) => one?.kind === 'tex' || one?.kind === 'figure';

/** Formulas and figures with the punctuation that they have no space from: a browser would end a line between a
 *  formula and its comma. */
export function held(inline: readonly Inline[]): Held[] {
  const found: Held[] = inline.map((one) => ({ before: '', one, after: '' }));
  inline.forEach((one, index) => {
    if (one.kind !== 'text') return;
    let { text } = one;
    if (isWhole(inline[index - 1])) {
      const [after] = /^\S*/.exec(text)!;
      found[index - 1]!.after = after;
      text = text.slice(after.length);
    }
    if (isWhole(inline[index + 1])) {
      const [before] = /\S*$/.exec(text)!;
      found[index + 1]!.before = before;
      text = text.slice(0, text.length - before.length);
    }
    found[index]!.one = { ...one, text };
  });
  return found;
}

/** Paragraphs with a blank line between; lines that begin with `- ` are a list, a paragraph between
 *  `$$` is a formula on its own. `line` is that of the first. */
export function parseRichText(source: string, line = 1): RichText {
  const blocks: RichText = [];
  let at = line;
  for (const part of source.split(/\n[ \t]*\n/)) {
    const lines = part.split('\n');
    const blank = lines.findIndex((one) => one.trim() !== '');
    const here = at + Math.max(0, blank);
    at += lines.length + 1;
    const text = lines
      .map((one) => one.trim())
      .filter(Boolean)
      .join('\n');
    if (!text) continue;
    const formula = /^\$\$([\s\S]+)\$\$$/.exec(text);
    if (formula) blocks.push({ kind: 'formula', parts: partsOf(formula[1]!) });
    else if (text.startsWith('- ')) {
      const items = text.split(/\n?- /).slice(1);
      blocks.push({
        kind: 'list',
        items: items.map((item) => parseInline(item.replaceAll('\n', ' '), here)),
      });
    } else {
      blocks.push({ kind: 'paragraph', inline: parseInline(text.replaceAll('\n', ' '), here) });
    }
  }
  return blocks;
}

/** Where TeX leaves a wide space between formulas, a narrow column may break the line; not within a
 *  group or an environment. */
function partsOf(tex: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of tex.matchAll(/\\[a-z]+|\\.|[\s\S]/gi)) {
    if (token === '{' || token === '\\begin' || token === '\\left') depth += 1;
    if (token === '}' || token === '\\end' || token === '\\right') depth -= 1;
    if (depth === 0 && (token === '\\qquad' || token === '\\quad')) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

const inlines = (text: RichText): Inline[] =>
  text.flatMap((block) =>
    block.kind === 'paragraph' ? block.inline : block.kind === 'list' ? block.items.flat() : [],
  );

/** Every figure that a text shows. */
export function figuresOf(text: RichText): Figure[] {
  return inlines(text).flatMap((one) => (one.kind === 'figure' ? figuresIn(one.expression) : []));
}

/** Words of prose; a formula or a figure counts as one. */
export function wordsOf(text: RichText): number {
  return inlines(text).reduce(
    (sum, one) =>
      sum +
      (one.kind === 'text' || one.kind === 'strong'
        ? one.text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
        : 1),
    0,
  );
}
