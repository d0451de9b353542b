import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** The built page under the strictest policy it has to work with; `extra` adds pages of a test. */
export async function serve(extra = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://host').pathname);
    const name = path === '/' ? '/index.html' : path;
    try {
      const body = extra[name] ?? (await readFile(join(dist, name)));
      response.writeHead(200, {
        'content-type': types[extname(name)] ?? 'application/octet-stream',
        'content-security-policy':
          "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((started) => server.listen(0, '127.0.0.1', started));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

const where = (name) => execFileSync('which', [name]).toString().trim();

export const browsers = {
  chromium: () =>
    puppeteer.launch({
      executablePath: where('chromium'),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    }),
  firefox: () => puppeteer.launch({ browser: 'firefox', executablePath: where('firefox-esr') }),
};

/** Opens an address and waits for the lab's first frame; everything the page complains of is kept. */
export async function open(browser, address, { width = 1280, height = 900 } = {}) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.setViewport({ width, height });
  await page.goto(address);
  await page.evaluate(async () => {
    await customElements.whenDefined('ebb-lab');
    await document.querySelector('ebb-lab').ready;
  });
  return { page, complaints };
}
