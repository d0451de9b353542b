/** Caches the whole page, so that it works without a network after one visit. Each build has a cache
 *  of its own, filled before it takes over; a running page finds the files of its build until two
 *  builds later. Nothing is cached that the build did not make. */
import type { BuiltFile } from './built_file';
import { checkedCopy } from './checked_copy';

/** All files of the page; filled in by the build (tools/offline.ts), as the next. */
declare const EBB_FILES: BuiltFile[];
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
const files = new Map(EBB_FILES.map((file) => [new URL(file.address, scope).href, file]));

worker.addEventListener('install', (event) => event.waitUntil(fill()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', ({ data }) => {
  // Never by itself: only when the reader has asked for the new version.
  if (data === 'take over') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = addressOf(request);
  lastAsked = performance.now();
  if (request.method === 'GET' && (files.has(address) || address.startsWith(named))) {
    event.respondWith(answer(request, address));
  }
  // Beside the answer, not before it: what is found wrong is right at the next visit.
  if (request.mode === 'navigate' && address === scope) {
    repairing ??= repair()
      // Storage may be closed or full.
      .catch(() => {})
      .finally(() => (repairing = null));
    event.waitUntil(repairing);
  }
});

/** Without what a link adds; the page itself goes by one address. */
function addressOf(request: Request): string {
  const url = new URL(request.url);
  url.hash = '';
  // Also without what a second try of a script adds.
  url.search = '';
  return url.href.replace(/\/index\.html$/, '/');
}

/** Fails where one file cannot be had as it was built, or where there is no room for all: then there is
 *  no offline copy, and the next visit tries again. */
async function fill(): Promise<void> {
  const cache = await caches.open(own);
  const all = [...files].map(async ([address, file]) => {
    if (file.isLater || (await cache.match(address, loose))) return;
    const copy = await builtCopy(address, file);
    if (!copy) throw new Error(`${file.address} is not what the build made`);
    await cache.put(address, copy);
  });
  const results = await Promise.allSettled(all);
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return;
  // Half a copy would only take room from others.
  if (isOfNoRoom(failed.reason)) await caches.delete(own);
  throw failed.reason;
}

/** When a page asked for something last, and for how long nothing is asked once it has all, in milliseconds. */
let lastAsked = 0;
const rest = 1000;

/** Resolves when pages have what they want: they come first. */
async function pagesRest(): Promise<void> {
  const left = () => lastAsked + rest - performance.now();
  while (left() > 0) await new Promise((resolve) => setTimeout(resolve, left()));
}

/** One at a time: two would take out what the other has put right. */
let repairing: Promise<void> | null = null;

/** Every page of the origin can change the copy or clear it, and a disk can spoil it: what is not as the build
 *  made it is taken out, and what is missing is fetched again. Ends with the first file that cannot be had, for want of
 *  a network or of room: the next visit tries again. */
async function repair(): Promise<void> {
  const cache = await caches.open(own);
  for (const [address, file] of files) {
    await pagesRest();
    // A new version brings a copy of its own, and could not take over before this has ended.
    if (worker.registration.installing || worker.registration.waiting) return;
    const kept = await cache.match(address, loose);
    if (!kept && file.isLater) continue;
    const checked = kept && (await checkedCopy(kept, file));
    if (checked && kept.headers.get('content-type') === file.type) continue;
    if (kept) await cache.delete(address, loose);
    const copy = checked ?? (await builtCopy(address, file));
    if (!copy) return;
    await cache.put(address, copy);
  }
}

const isOfNoRoom = (error: unknown) =>
  error instanceof DOMException && error.name === 'QuotaExceededError';

async function takeOver(): Promise<void> {
  const older = (await ofFamily()).filter((name) => name !== own);
  // In the order of their making: the last is the one that other open pages may still run from.
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

const ofFamily = async () => (await caches.keys()).filter((name) => name.startsWith(family));

/** A file as the build made it, of an older version's copy or from the host; null where neither has it. */
const builtCopy = async (address: string, file: BuiltFile) =>
  (await copyOfOlder(address, file).catch(() => null)) ?? (await fetchBuilt(address, file));

/** What an older version has cached under the same name, if it is the same file. */
async function copyOfOlder(address: string, file: BuiltFile): Promise<Response | null> {
  if (!address.startsWith(named)) return null;
  const found = await inOlder(address);
  return found ? checkedCopy(found, file) : null;
}

async function inOlder(address: string): Promise<Response | undefined> {
  for (const cacheName of await ofFamily()) {
    const found =
      cacheName === own ? undefined : await caches.match(address, { ...loose, cacheName });
    if (found) return found;
  }
  return undefined;
}

/** A file from the host as the build made it; null where the host has another. */
async function fetchBuilt(address: string, file: BuiltFile): Promise<Response | null> {
  // A wrong answer may have been stored by the browser: the second time it is asked for anew.
  for (const cache of ['no-cache', 'reload'] as const) {
    const copy = await checkedCopy(await fetch(address, { cache }), file);
    if (copy) return copy;
  }
  return null;
}

async function answer(request: Request, address: string): Promise<Response> {
  const file = files.get(address);
  // Storage may be closed or broken; the network is still there.
  const cached = await (file ? inOwn(address) : inOlder(address)).catch(() => undefined);
  if (cached) return cached;
  const copy = file && (await builtCopy(address, file));
  if (!copy) return fetch(request);
  await putAway(address, copy.clone());
  return copy;
}

const inOwn = (address: string) => caches.match(address, { ...loose, cacheName: own });

/** Storage that is full must not make a failure of what was fetched. */
async function putAway(address: string, copy: Response): Promise<void> {
  try {
    await (await caches.open(own)).put(address, copy);
  } catch {
    // It is fetched again the next time.
  }
}
