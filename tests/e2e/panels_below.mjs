/** What tests of sweeps and remedies do with their panels, which are loaded when they are asked for. */

export const inPage = {
  /** Presses a button once it is there: views draw when they are seen. */
  press: (page, word) =>
    page.waitForFunction(
      (text) => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const buttons = [...root.querySelectorAll('button')];
        const found = buttons.find((one) => one.textContent.trim() === text);
        found?.click();
        return found !== undefined;
      },
      {},
      word,
    ),
  /** Waits for something below the lab. */
  shown: (page, selector) =>
    page.waitForFunction(
      (wanted) => document.querySelector('ebb-lab').shadowRoot.querySelector(wanted),
      {},
      selector,
    ),
  gone: (page, selector) =>
    page.waitForFunction(
      (wanted) => !document.querySelector('ebb-lab').shadowRoot.querySelector(wanted),
      {},
      selector,
    ),
};

/** The table of a panel, row by row. */
export const tableOf = async (page, panel) => {
  await page.evaluate((inside) => {
    const root = document.querySelector('ebb-lab').shadowRoot.querySelector(inside);
    root.querySelector('.as-table button[aria-expanded=false]')?.click();
  }, panel);
  await inPage.shown(page, `${panel} .as-table table`);
  return page.evaluate(
    (inside) =>
      [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll(`${inside} tbody tr`)].map(
        (row) => [...row.children].map((cell) => cell.textContent.trim()),
      ),
    panel,
  );
};

export const sweepPanel = 'section:has(> form .main)';

/** Fills the form's entries by the order in which they stand, and starts the sweep. */
export const runSweep = (page, setting, numbers, quantity = 'ratio') =>
  page.evaluate(
    async (name, entries, what) => {
      const form = document.querySelector('ebb-lab').shadowRoot.querySelector('form:has(.main)');
      const change = (entry, value, event) => {
        entry.value = value;
        entry.dispatchEvent(new Event(event, { bubbles: true }));
      };
      const [field, measured] = form.querySelectorAll('select');
      const turn = () => new Promise((passed) => setTimeout(passed, 50));
      change(field, name, 'change');
      await turn();
      change(measured, what, 'change');
      await turn();
      form.querySelectorAll('input[type=number]').forEach((entry, index) => {
        if (entries[index] !== undefined) change(entry, entries[index], 'input');
      });
      await turn();
      form.requestSubmit();
      await turn();
    },
    setting,
    numbers,
    quantity,
  );
