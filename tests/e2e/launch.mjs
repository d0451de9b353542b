import { spawnSync } from 'node:child_process';
import puppeteer from 'puppeteer-core';
import { bearWithOlderFirefox } from './older_firefox.mjs';
import { bePatient } from './patience.mjs';
import { launchWebkit, startScreen } from './webkit.mjs';

bearWithOlderFirefox();
bePatient();

/** Where a program is; null where it is not. */
const where = (name) =>
  spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim().split('\n')[0] || null;

const programs = { chromium: ['chromium'], firefox: ['firefox-esr', 'firefox'] };
/** The program of Chromium or Firefox here. */
export const programOf = (engine) => programs[engine].map(where).find(Boolean);

/** Chromium without its windows, of which a page sees nothing: a third less to compute for each page. */
const shell = where('chromium-headless-shell');

const launches = {
  chromium: (flags = [], isWhole = shell === null) =>
    puppeteer.launch({
      executablePath: isWhole ? programOf('chromium') : shell,
      headless: isWhole ? true : 'shell',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...flags,
      ],
    }),
  firefox: () => puppeteer.launch({ browser: 'firefox', executablePath: programOf('firefox') }),
  webkit: () => launchWebkit(),
};

/** Starts a browser that the tests of many files take in turns; of WebKit, which has one visitor in its
 *  life, the screen that it is started on. */
export async function startBrowser(engine) {
  if (engine === 'webkit') return startScreen();
  const browser = await launches[engine]();
  const endpoint = browser.wsEndpoint();
  const child = browser.process();
  // Firefox talks with one at a time.
  await browser.disconnect();
  const ended = new Promise((done) => child.once('exit', done));
  return {
    endpoint,
    close: async () => {
      // With all that it has started: the program's name may be that of a script that runs it.
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}

/** A part of the running browser that shares nothing with what was open before. */
async function connect(engine, endpoint) {
  if (engine === 'webkit') return launchWebkit(endpoint);
  const browser = await puppeteer.connect({
    browserWSEndpoint: endpoint,
    ...(engine === 'firefox' && { protocol: 'webDriverBiDi' }),
  });
  const own = await browser.createBrowserContext();
  const contexts = [own];
  return {
    newPage: () => own.newPage(),
    pages: () => own.pages(),
    createBrowserContext: async () => {
      const context = await browser.createBrowserContext();
      contexts.push(context);
      return context;
    },
    close: async () => {
      for (const context of contexts) if (!context.closed) await context.close().catch(() => {});
      await browser.disconnect();
    },
  };
}

/** A browser for one file of tests: a part of the one that the runner has started, or its own. */
export const launch = (engine) =>
  process.env.EBB_ENGINE === engine && process.env.EBB_BROWSER
    ? connect(engine, process.env.EBB_BROWSER)
    : launches[engine]();

/** A browser as its users have it, that nobody else uses and whose processes can be told from others'; `flags` are
 *  Chromium's. */
export const launchAlone = (engine, flags) => launches[engine](flags, true);
