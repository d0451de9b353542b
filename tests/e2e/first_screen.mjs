/** The parts of the first screen, by their `data-part`. */
export const parts = ['network', 'strip', 'profile', 'here', 'findings'];

/** Where the five parts stand, once two frames have been drawn. */
export const rectangles = (page) =>
  page.evaluate(async (names) => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const root = document.querySelector('ebb-lab').shadowRoot;
    return Object.fromEntries(
      names.map((name) => {
        const found = root.querySelectorAll(`[data-part="${name}"]`);
        if (found.length !== 1) throw new Error(`${found.length} parts are ${name}`);
        const { left, top, right, bottom } = found[0].getBoundingClientRect();
        return [name, { left, top, right, bottom }];
      }),
    );
  }, parts);

export const overlap = (a, b) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

/** Texts of the stage that lie over one another. */
export const covered = (page) =>
  page.evaluate(() => {
    const svg = document.querySelector('ebb-lab').shadowRoot.querySelector('.drawing > svg');
    const texts = [...svg.querySelectorAll('text')]
      .map((one) => ({ text: one.textContent.trim(), box: one.getBoundingClientRect() }))
      .filter(({ text, box }) => text && box.width > 0);
    return texts.flatMap((a, index) =>
      texts
        .slice(index + 1)
        .filter(
          (b) =>
            Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 2 &&
            Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 5,
        )
        .map((b) => `${a.text} | ${b.text}`),
    );
  });

/** How much of what the card says is out of its sight, in pixels. */
export const cutOff = (page) =>
  page.evaluate(() => {
    const card = document
      .querySelector('ebb-lab')
      .shadowRoot.querySelector('[data-part="here"] .operation');
    return card.scrollHeight - card.clientHeight;
  });
