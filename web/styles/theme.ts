/** Light, dark, or as what is around the lab has it: its page, or for a page of its own the system. */
export type Theme = 'auto' | 'light' | 'dark';

export const themes: readonly Theme[] = ['auto', 'light', 'dark'];
const key = 'ebb.theme';

export function themeOf(element: Element): Theme {
  const theme = element.getAttribute('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

export function setTheme(element: Element, theme: Theme): void {
  if (theme === 'auto') element.removeAttribute('theme');
  else element.setAttribute('theme', theme);
}

/** For the next visit, where the page allows that. */
export function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Storage may be closed to this page; then the choice lasts as long as the page.
  }
}

/** The choice of an earlier visit, unless the page itself has made one. */
export function recallTheme(element: Element): void {
  if (element.hasAttribute('theme')) return;
  try {
    const theme = themes.find((one) => one === localStorage.getItem(key));
    if (theme && theme !== 'auto') element.setAttribute('theme', theme);
  } catch {
    // As above.
  }
}
