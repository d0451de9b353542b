/** Keeps the whole page, so that it works without a network after one visit. Each build has a cache
 *  of its own, filled before it takes over; a running page finds the files of its build until two
 *  builds later. */

/** Addresses relative to this script; filled in by the build (tools/offline.ts), as the next. */
declare const EBB_FILES: string[];
/** Changes whenever a file does. */
declare const EBB_VERSION: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const { scope } = worker.registration;
/** Caches belong to an origin, which may hold more than one copy of the page. */
const family = `ebb ${scope} `;
const own = family + EBB_VERSION;
/** What is named by its content: nothing of that name can ever be something else. */
const named = new URL('assets/', scope).href;
/** What a host says of its answers' variants is of no concern to copies. */
const loose = { ignoreVary: true };
const files = new Set(EBB_FILES.map((file) => new URL(file, scope).href));

worker.addEventListener('install', (event) => event.waitUntil(fill()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', ({ data }) => {
  // Never by itself: only when the reader has asked for the new version.
  if (data === 'take over') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = addressOf(request);
  if (request.method === 'GET' && (files.has(address) || address.startsWith(named))) {
    event.respondWith(answer(request, address));
  }
});

/** Without what a link adds; the page itself goes by one address. */
function addressOf(request: Request): string {
  const url = new URL(request.url);
  url.hash = '';
  if (request.mode === 'navigate') url.search = '';
  return url.href.replace(/\/index\.html$/, '/');
}

async function fill(): Promise<void> {
  const cache = await caches.open(own);
  const all = [...files].map(async (file) => {
    if (await cache.match(file, loose)) return;
    const known = file.startsWith(named) ? await caches.match(file, loose) : undefined;
    await (known ? cache.put(file, known) : cache.add(new Request(file, { cache: 'no-cache' })));
  });
  await Promise.all(all);
}

async function takeOver(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(family) && name !== own);
  // In the order of their making: the last is the one that other open pages may still run from.
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function answer(request: Request, address: string): Promise<Response> {
  const cache = await caches.open(own);
  const kept = (await cache.match(address, loose)) ?? (await caches.match(address, loose));
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok && address.startsWith(named)) await cache.put(address, fetched.clone());
  return fetched;
}
