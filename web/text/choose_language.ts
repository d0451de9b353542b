/** The language that serves a tag: `ne-NP` is served by `ne`. Undefined where none does. */
export function languageFor(wish: string, there: readonly string[]): string | undefined {
  const tag = wish.trim().toLowerCase();
  return there.find((one) => tag === one.toLowerCase() || tag.startsWith(`${one}-`));
}

/** The first of the wished languages that there is. */
export function chooseLanguage(
  wishes: readonly (string | null | undefined)[],
  there: readonly string[],
): string {
  for (const wish of wishes) {
    const found = wish && languageFor(wish, there);
    if (found) return found;
  }
  return there[0] ?? 'en';
}

const key = 'ebb.language';

/** The reader's choice of an earlier visit. */
export function recallLanguage(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage may be closed to this page; then the choice lasts as long as the page.
  }
}
