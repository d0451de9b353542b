/** What a selector finds in a lab, as text. */
export const inLab = (page, selector, target = 'ebb-lab') =>
  page.evaluate(
    (where, what) => document.querySelector(where).shadowRoot.querySelector(what)?.textContent,
    target,
    selector,
  );

/** Waits until a selector finds something in the lab. */
export const waitInLab = (page, selector) =>
  page.waitForFunction(
    (what) => document.querySelector('ebb-lab').shadowRoot.querySelector(what),
    {},
    selector,
  );

/** The text of a part, once it says so. */
export const says = (page, part, pattern) =>
  page.waitForFunction(
    (name, source) => {
      const root = document.querySelector('ebb-lab').shadowRoot;
      const text = root.querySelector(`[data-part="${name}"]`)?.textContent ?? '';
      return new RegExp(source).test(text.replace(/\s+/g, ' '));
    },
    {},
    part,
    pattern.source,
  );

/** Presses the first button of the lab whose text or name it is. */
export const press = (page, pattern) =>
  page.evaluate((source) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const button = [...root.querySelectorAll('button')].find((one) =>
      new RegExp(source).test(`${one.ariaLabel ?? ''} ${one.textContent}`),
    );
    button.click();
  }, pattern.source);

/** What an expression about the lab's shadow root says, at once. */
export const ask = (page, expression) =>
  page.evaluate(
    `(() => { const { shadowRoot: root } = document.querySelector('ebb-lab'); return ${expression}; })()`,
  );
