/** What the panel "Side by side" of a page's lab says; null where there is none: names and states of
 *  the runs, the rows of the comparison by their names, and those of the profile's table. */
export const panelOf = async (page) => {
  const read = await page.evaluate(async () => {
    const panel = document
      .querySelector('ebb-lab')
      .shadowRoot.querySelector('section[aria-label="Side by side"]');
    if (!panel) return null;
    const texts = (within, selector) =>
      [...within.querySelectorAll(selector)].map((one) => one.textContent.trim());
    const closed = panel.querySelector('.profile .as-table button[aria-expanded=false]');
    closed?.click();
    while (!panel.querySelector('.profile table')) await new Promise(requestAnimationFrame);
    const cells = (table) =>
      [...table.querySelectorAll('tbody tr')].map((row) => [texts(row, 'th')[0], texts(row, 'td')]);
    return {
      names: texts(panel, 'li .name').map((name) => name.replace(/\s+/g, ' ')),
      states: texts(panel, 'li .state'),
      rows: cells(panel.querySelector('.parts > div:last-child table')),
      profile: cells(panel.querySelector('.profile table')).map(([, values]) => values),
    };
  });
  return read && { ...read, rows: new Map(read.rows) };
};

/** Waits until the panel is seen and the live run and so many kept ones have reached an iteration. */
export const standsAt = async (page, iteration, kept) => {
  await page.waitForFunction(
    (wanted, count) => {
      const panel = document
        .querySelector('ebb-lab')
        .shadowRoot.querySelector('section[aria-label="Side by side"]');
      if (!panel) return false;
      // A panel that nobody sees stands still.
      panel.scrollIntoView();
      // Without the narrow spaces of large numbers.
      const states = [...panel.querySelectorAll('li .state')].map((one) =>
        one.textContent.replaceAll(/\s/g, ''),
      );
      const figures = panel.querySelector('.parts > div:last-child table');
      const columns = figures?.querySelectorAll('thead th').length;
      const reached = [...(figures?.querySelectorAll('tbody tr') ?? [])]
        .filter((row) => row.querySelector('th')?.textContent.trim() === 'Iteration')
        .flatMap((row) => [...row.querySelectorAll('td')])
        .map((cell) => cell.textContent.replaceAll(/\s/g, ''));
      return (
        reached.every((text) => text === String(wanted)) &&
        columns === count + 1 &&
        states.length === count + 1 &&
        states.every((state) => state === `iteration${wanted}`)
      );
    },
    {},
    iteration,
    kept,
  );
};

/** Presses the lab's button of this name. */
export const pressIn = (page, name) =>
  page.evaluate((wanted) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    [...root.querySelectorAll('button')]
      .find((one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === wanted)
      .click();
  }, name);

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number as the page writes it: "3.2 × 10⁻⁷". */
export const readNumber = (text) =>
  Number(
    text
      .replace(/\s*×\s*10/, 'e')
      .replace('⁻', '-')
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => digits.indexOf(digit))
      .replace('−', '-')
      .replace(/[^\d.e-]/g, ''),
  );

/** Starts the live lab anew. */
export const change = (page, experiment) =>
  page.evaluate(async (source) => {
    const lab = document.querySelector('ebb-lab');
    lab.experiment = source;
    await lab.ready;
  }, experiment);
