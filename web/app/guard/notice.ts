/** What a guard says where there is no lab to say it: the words, and the box that they stand in. */
import { chooseLanguage } from '../../text/choose_language';

export type Words = Record<string, string>;

/** What to say: keys of `guard.` messages, and what goes into their slots. */
export interface Said {
  keys: string[];
  slots: Words;
}

/** The messages of `guard.` in every language; put in by the build (tools/guard_script.ts). */
declare const EBB_GUARD_WORDS: Record<string, Words>;

function sentence(key: string, slots: Words, language: string): string {
  const text = (EBB_GUARD_WORDS[language] || {})[`guard.${key}`] || key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => slots[name] || '');
}

/** A title and a line for each message, in the first wished language that there is. */
export function noticeOf(
  { keys, slots }: Said,
  wishes: (string | null | undefined)[],
): HTMLElement {
  const language = chooseLanguage(wishes, Object.keys(EBB_GUARD_WORDS));
  const box = document.createElement('div');
  box.lang = language;
  box.setAttribute('role', 'alert');
  for (const key of ['title', ...keys]) {
    const line = document.createElement(key === 'title' ? 'h1' : 'p');
    line.textContent = sentence(key, slots, language);
    box.appendChild(line);
  }
  return box;
}

/** In a sandboxed frame without `allow-same-origin` every file comes from another origin than its page. */
const isSandboxed = () => self.origin === 'null' && location.protocol !== 'file:';

export function saidOfUnfetched(address: string): Said {
  const file = address.slice(address.lastIndexOf('/') + 1);
  const keys = isSandboxed() ? ['sandbox', 'sandbox_remedy'] : ['unfetched', 'unfetched_remedy'];
  return { keys, slots: { file } };
}

export const saidOfError = (reason: string): Said => ({
  keys: ['error', 'browser_remedy'],
  slots: { reason },
});

export const saidOfMissing = (names: string[]): Said => ({
  keys: ['missing', 'browser_remedy'],
  slots: { names: names.join(', ') },
});

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The address of a script that another asked for and that did not come, which not all engines name; null where
 *  the reason is another. */
export function unfetchedIn(reason: string): string | null {
  if (!/dynamically imported module|importing a module script/i.test(reason)) return null;
  return (/https?:\S+/.exec(reason) || [''])[0]!;
}
