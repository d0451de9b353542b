/** How long the page tests wait for a state: one limit, for every browser. */
import { TimeoutSettings } from 'puppeteer-core/internal/common/TimeoutSettings.js';

/** In milliseconds. Only a fault is waited for so long; a machine may be many times slower than usual. */
export const patience = 180_000;

/** From now on puppeteer waits as long, for what a page shows and for an address alike. */
export function bePatient() {
  TimeoutSettings.prototype.timeout = () => patience;
  TimeoutSettings.prototype.navigationTimeout = () => patience;
}

/** Asks until there is an answer that is not false, and hands it over; `told` says what was seen instead, where none
 *  came. */
export async function untilSo(ask, told) {
  const end = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`waited ${patience} ms: ${await told()}`);
    await new Promise((passed) => setTimeout(passed, 50));
  }
}
