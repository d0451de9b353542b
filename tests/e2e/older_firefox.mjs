/** What puppeteer asks of Firefox that version 140, which Debian 12 installs, has not. */
import { Frame, ProtocolError, TimeoutError } from 'puppeteer-core';
import { BidiFrame } from 'puppeteer-core/internal/bidi/Frame.js';
import { BrowsingContext } from 'puppeteer-core/internal/bidi/core/BrowsingContext.js';
import { patience } from './patience.mjs';

/** How often is asked, in milliseconds. */
const between = 50;

/** Asks a page again and again, where puppeteer makes a function of a text inside of it: the page's policy may forbid
 *  that there. */
async function askUntil(frame, question, args) {
  const end = performance.now() + patience;
  let cause;
  while (performance.now() < end) {
    try {
      const answer = await frame.evaluateHandle(question, ...args);
      if (await answer.evaluate((value) => Boolean(value))) return answer;
      await answer.dispose();
    } catch (error) {
      // A page that goes on to another has no answer for a moment.
      if (frame.detached) throw error;
      cause = error;
    }
    await new Promise((passed) => setTimeout(passed, between));
  }
  throw new TimeoutError(`Waiting failed: ${patience} ms exceeded`, { cause });
}

/** From now on puppeteer does without, in every Firefox alike. */
export function bearWithOlderFirefox() {
  const wait = Frame.prototype.waitForFunction;
  Frame.prototype.waitForFunction = function (question, options, ...args) {
    return this.page().browser().protocol === 'webDriverBiDi'
      ? askUntil(this, question, args)
      : wait.call(this, question, options, ...args);
  };
  // A part of `setViewport`; no test turns a screen.
  replaceWhereUnknown(BrowsingContext.prototype, 'setScreenOrientationOverride', () => {});
  // Of a click within a frame: puppeteer's own way for other browsers looks through the frames.
  replaceWhereUnknown(BidiFrame.prototype, 'frameElement', Frame.prototype.frameElement);
}

/** Does something else where the browser knows no such command, or not this form of it. */
function replaceWhereUnknown(prototype, name, instead) {
  const usual = prototype[name];
  prototype[name] = async function (...args) {
    try {
      return await usual.apply(this, args);
    } catch (error) {
      const isUnknown =
        error instanceof ProtocolError && /unknown command|invalid argument/.test(error.message);
      if (!isUnknown) throw error;
      return instead.apply(this, args);
    }
  };
}
