import { itself, type Compiled, type Plural } from './compiled_message';

export type Values = Record<string, string | number>;

interface Rules {
  plural: Intl.PluralRules;
  number: Intl.NumberFormat;
}

const known = new Map<string, Rules>();

function rulesOf(language: string): Rules {
  let rules = known.get(language);
  if (!rules) {
    rules = {
      plural: new Intl.PluralRules(language),
      // In the digits of all other numbers on the page, which not all browsers would choose for every language.
      number: new Intl.NumberFormat(`${language}-u-nu-latn`),
    };
    known.set(language, rules);
  }
  return rules;
}

function caseOf({ by, cases }: Plural, value: number, language: string): Compiled {
  const found = cases[`=${value}`] ?? cases[rulesOf(language).plural.select(value)] ?? cases.other;
  if (found === undefined) throw new Error(`no case of {${by}} for ${value}`);
  return found;
}

/** A message with its slots filled. `number`: what the plural around it agrees with. */
export function fill(
  message: Compiled,
  language: string,
  values: Values | undefined,
  number = NaN,
): string {
  if (typeof message === 'string') return message;
  let text = '';
  message.forEach((part, index) => {
    if (part === itself) text += rulesOf(language).number.format(number);
    else if (typeof part === 'object') {
      const value = Number(values?.[part.by]);
      text += fill(caseOf(part, value, language), language, values, value);
    } else text += index % 2 ? (values?.[part] ?? '') : part;
  });
  return text;
}
