import { openPage, stands } from './browsers.mjs';
import { untilSo } from './patience.mjs';

export const dist = new URL('../../dist/', import.meta.url);
/** The frame whose address has this part, with a lab in it. Frames of the examples load lazily: the
 *  page has to be the one on the screen. */
export async function frameOf(page, part = '') {
  await page.bringToFront();
  let complaint;
  const withLab = async () => {
    const frame = page.frames().find((one) => one !== page.mainFrame() && one.url().includes(part));
    // Not by `frame.$`, which may hold on to the empty document that was there before.
    const hasLab = frame?.evaluate(() => document.querySelector('ebb-lab') !== null);
    return (await hasLab?.catch((error) => void (complaint = error))) && frame;
  };
  const frame = await untilSo(withLab, async () => {
    const seen = page.frames().map((one) => one.url());
    const shown = await page.evaluate(() => document.visibilityState);
    const why = complaint ?? 'nobody complained';
    return `no lab came in a frame of this ${shown} page: ${seen.join(' ')}: ${why}`;
  });
  await stands(frame);
  return frame;
}

/** Opens a page of a site, or any address, and hears what it complains of. */
export const visit = (browser, site, path) =>
  openPage(browser, path.includes('://') ? path : site.address + path, { width: 1100 });

/** A page left open by a test that failed would take the screen from those after it. */
export async function closePages(browser) {
  for (const page of await browser.pages()) {
    if (page.url() !== 'about:blank') await page.close();
  }
}

/** What a selector finds in the lab's own tree. */
export const texts = (place, selector) =>
  place.evaluate(
    (chosen) =>
      [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll(chosen)].map((one) =>
        one.textContent.trim(),
      ),
    selector,
  );
