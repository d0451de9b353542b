/** Firefox as its own remote control has it (Marionette), which also runs scripts with the browser's privileges: what
 *  the protocols for pages do not tell, such as its account of its memory. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

async function reach(port) {
  for (let tries = 0; ; ++tries) {
    const socket = await new Promise((done) => {
      const attempt = connect(port, '127.0.0.1', () => done(attempt));
      attempt.on('error', () => done(null));
    });
    if (socket) return socket;
    if (tries === 200) throw new Error('Firefox does not answer');
    await new Promise((passed) => setTimeout(passed, 200));
  }
}

/** Messages are `length:JSON`; a command is [0, id, name, parameters], its answer [1, id, error, result]. */
function commandsOver(socket) {
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let lastId = 0;
  const take = () => {
    const colon = received.indexOf(':');
    const end = colon + 1 + Number(received.subarray(0, Math.max(0, colon)));
    if (colon < 0 || received.length < end) return null;
    const message = JSON.parse(received.subarray(colon + 1, end));
    received = received.subarray(end);
    return message;
  };
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    for (let message = take(); message; message = take()) {
      // Its greeting is no answer.
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const { done, failed } = waiting.get(id);
      waiting.delete(id);
      if (error) failed(new Error(`${error.error}: ${error.message}`));
      else done(result);
    }
  });
  return (name, parameters = {}) =>
    new Promise((done, failed) => {
      waiting.set(++lastId, { done, failed });
      const text = JSON.stringify([0, lastId, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

/** A Firefox of its own. `inPage` and `inBrowser` run a function there, and await what it returns; `pid` is the process that
 *  all others belong to. */
export async function startFirefox(program, { width, height }) {
  const profile = mkdtempSync(join(tmpdir(), 'ebb-firefox-'));
  const port = await freePort();
  writeFileSync(join(profile, 'user.js'), `user_pref("marionette.port", ${port});\n`);
  const size = ['--width', width, '--height', height].map(String);
  const flags = ['--headless', '--marionette', '-remote-allow-system-access', '--no-remote'];
  const child = spawn(program, [...flags, '--profile', profile, ...size], { stdio: 'ignore' });
  const socket = await reach(port);
  const command = commandsOver(socket);
  await command('WebDriver:NewSession', {});
  await command('WebDriver:SetTimeouts', { script: 3_600_000 });
  const runIn = (context) => async (script, args) => {
    await command('Marionette:SetContext', { value: context });
    const text =
      `const done = arguments[arguments.length - 1];` +
      `(${script})(...[...arguments].slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await command('WebDriver:ExecuteAsyncScript', { script: text, args });
    if (answer.value.error) throw new Error(answer.value.error);
    return answer.value.value;
  };
  return {
    pid: child.pid,
    visit: async (url) => {
      await command('Marionette:SetContext', { value: 'content' });
      await command('WebDriver:Navigate', { url });
    },
    inPage: (script, ...args) => runIn('content')(script, args),
    inBrowser: (script, ...args) => runIn('chrome')(script, args),
    close: async () => {
      socket.destroy();
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
