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
