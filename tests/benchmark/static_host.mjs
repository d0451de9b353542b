import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { types } from '../e2e/browsers.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
/** What is compressed as it is. */
const packed = new Set(['.png', '.woff2']);

/** Serves the built page as a static host does: compressed, with a tag of the content, for ten minutes;
 *  `extra` adds pages by their path. `sent` lists what went over the network: path, bytes, whether the service worker asked. */
export async function staticHost(extra = {}) {
  const files = new Map();
  const add = (path, plain) => {
    const kind = extname(path);
    files.set(path, {
      body: packed.has(kind) ? plain : gzipSync(plain),
      headers: {
        'content-type': types[kind] ?? 'application/octet-stream',
        ...(packed.has(kind) ? {} : { 'content-encoding': 'gzip' }),
        etag: `"${createHash('sha256').update(plain).digest('hex').slice(0, 16)}"`,
        'cache-control': 'max-age=600',
      },
    });
  };
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) add(`/${relative(dist, path)}`, readFileSync(path));
  }
  for (const [path, text] of Object.entries(extra)) add(path, Buffer.from(text));
  const sent = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const path = pathname === '/' ? '/index.html' : pathname;
    const file = files.get(path);
    if (!file) return void response.writeHead(404).end();
    const isKnown = request.headers['if-none-match'] === file.headers.etag;
    sent.push({
      path,
      bytes: isKnown ? 0 : file.body.length,
      forLater: (request.headers.referer ?? '').endsWith('/service-worker.js'),
    });
    if (isKnown) return void response.writeHead(304, file.headers).end();
    response.writeHead(200, { ...file.headers, 'content-length': file.body.length });
    response.end(file.body);
  });
  await new Promise((started) => server.listen(0, '127.0.0.1', started));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    sent,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
