/** The first of the wished languages that there is: `ne-NP` is served by `ne`. */
export function chooseLanguage(
  wishes: readonly (string | null | undefined)[],
  there: readonly string[],
): string {
  for (const wish of wishes) {
    const tag = wish?.trim().toLowerCase();
    if (!tag) continue;
    const found = there.find((one) => tag === one.toLowerCase() || tag.startsWith(`${one}-`));
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
