/** WebKit as Debian has it, spoken to by the W3C's WebDriver protocol; its pages have those members of
 *  Puppeteer's that tests in every browser use. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { patience } from './patience.mjs';

/** MiniBrowser lies in a folder of its library's, by processor and version. */
export function miniBrowser() {
  const list = (folder) => {
    try {
      return readdirSync(folder).map((name) => `${folder}/${name}`);
    } catch {
      return [];
    }
  };
  const libraries = ['/usr/lib', '/usr/libexec', ...list('/usr/lib')].flatMap(list);
  const folders = libraries.filter((path) => /\/webkit(2gtk-4|gtk-6)[^/]*$/.test(path));
  return folders.flatMap(list).find((path) => path.endsWith('/MiniBrowser')) ?? null;
}

const ended = (child) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', done));

/** A screen that nobody sees. */
export async function startScreen() {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x4200x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const number = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => reject(new Error('Xvfb has ended')));
    child.stdio[3].on('data', (text) => resolve(String(text).trim()));
  });
  return {
    endpoint: `:${number}`,
    close: async () => {
      child.removeAllListeners('exit');
      child.kill();
      await ended(child);
    },
  };
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const pause = (milliseconds) => new Promise((passed) => setTimeout(passed, milliseconds));

/** The protocol's own numbers of keys that are no letters. */
const keys = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/** The page's list of complaints; run in the page. */
const complaintsOf = () => {
  if (window.ebbComplaints) return window.ebbComplaints;
  const list = (window.ebbComplaints = []);
  for (const kind of ['error', 'warn']) {
    const write = console[kind];
    console[kind] = (...words) => {
      list.push(words.map(String).join(' '));
      write.apply(console, words);
    };
  }
  addEventListener('error', ({ message }) => {
    // No fault: what was not told in this frame is told in the next. Other browsers' drivers leave it out.
    if (!message.startsWith('ResizeObserver loop')) list.push(message);
  });
  addEventListener('unhandledrejection', ({ reason }) => list.push(String(reason)));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    list.push(`${violatedDirective} forbids ${blockedURI}`),
  );
  return list;
};

class Page {
  #ask;
  #handle;
  #hear = () => {};
  keyboard = {
    press: (key) => {
      const value = keys[key] ?? key;
      return this.#act({
        type: 'key',
        id: 'keys',
        actions: [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ],
      });
    },
  };

  constructor(ask, handle) {
    this.#ask = ask;
    this.#handle = handle;
  }

  /** Asks of this page's window. */
  async #of(method, path, body) {
    await this.#ask('POST', '/window', { handle: this.#handle });
    return this.#ask(method, path, body);
  }

  #act(source) {
    return this.#of('POST', '/actions', { actions: [source] });
  }

  /** What the page complains of, from the first question to it on: the protocol tells nothing by
   *  itself. */
  on(event, hear) {
    if (event === 'console') this.#hear = hear;
  }

  async goto(url) {
    await this.#of('POST', '/url', { url });
  }

  async setViewport({ width, height }) {
    // A window is asked for, with bars whose size is not known.
    let outer = { width, height };
    for (let times = 0; times < 3; times += 1) {
      await this.#of('POST', '/window/rect', outer);
      const [w, h] = await this.evaluate(() => [innerWidth, innerHeight]);
      if (w === width && h === height) return;
      outer = { width: outer.width + width - w, height: outer.height + height - h };
    }
  }

  async evaluate(member, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      const complaints = (${complaintsOf})();
      (async () => (${member})(...arguments[0]))().then(
        (value) => done({ value, complaints: complaints.splice(0) }),
        (error) => done({ error: String(error?.stack ?? error), message: String(error?.message) }));`;
    const { value, error, message, complaints } = await this.#of('POST', '/execute/async', {
      script,
      args: [args],
    });
    for (const text of complaints ?? []) this.#hear({ type: () => 'error', text: () => text });
    if (error !== undefined) throw new Error(`${message}\n${error}`);
    return value;
  }

  async waitForFunction(condition, _options, ...args) {
    const end = performance.now() + patience;
    while (!(await this.evaluate(condition, ...args))) {
      if (performance.now() > end) throw new Error(`waited ${patience} ms for ${condition}`);
      await pause(50);
    }
  }

  async screenshot({ path }) {
    await writeFile(path, Buffer.from(await this.#of('GET', '/screenshot'), 'base64'));
  }

  async close() {
    await this.#of('DELETE', '/window');
  }
}

/** A driver, and the session of a MiniBrowser that it has started on a screen. Now and then, on a busy machine, the two do
 *  not find each other and the driver never answers: then there is neither, and null. */
async function startSession(display) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    // In a group of its own, with the browser that it starts.
    detached: true,
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
    },
  });
  let session = '';
  const ask = async (method, path, body, signal) => {
    const answer = await fetch(`http://127.0.0.1:${port}${session}${path}`, {
      method,
      signal,
      body: body && JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const end = async () => {
    process.kill(-driver.pid);
    await ended(driver);
  };

  const isReady = () =>
    ask('GET', '/status').then(
      ({ ready }) => ready,
      () => false,
    );
  while (!(await isReady())) {
    if (driver.exitCode !== null) throw new Error('WebKitWebDriver has ended');
    await pause(50);
  }
  const capabilities = {
    alwaysMatch: {
      timeouts: { script: patience, pageLoad: patience },
      'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
    },
  };
  try {
    const asked = { capabilities };
    const { sessionId } = await ask('POST', '/session', asked, AbortSignal.timeout(startPatience));
    session = `/session/${sessionId}`;
    return { ask, end };
  } catch (error) {
    await end();
    if (error.name === 'TimeoutError') return null;
    throw error;
  }
}

/** In milliseconds; a start takes two seconds, an end less. */
const startPatience = 60_000;
const tries = 3;

/** Starts MiniBrowser on this screen, or on one of its own. */
export async function launchWebkit(display) {
  const screen = display ? null : await startScreen();
  let started = null;
  for (let tried = 0; !started && tried < tries; ++tried) {
    started = await startSession(display ?? screen.endpoint);
  }
  if (!started) {
    await screen?.close();
    throw new Error(`MiniBrowser did not start, ${tries} times`);
  }
  const { ask, end } = started;
  // It stays open, so that the session does not end with a page.
  const first = await ask('GET', '/window');
  return {
    newPage: async () => {
      await ask('POST', '/window', { handle: first });
      const { handle } = await ask('POST', '/window/new', { type: 'window' });
      return new Page(ask, handle);
    },
    close: async () => {
      // What does not answer is ended below all the same.
      await ask('DELETE', '', undefined, AbortSignal.timeout(startPatience)).catch(() => {});
      await end();
      await screen?.close();
    },
  };
}
