import { beforeEach, expect, test, vi } from 'vitest';

class Worker extends EventTarget {
  state = 'installing';
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

/** A registration as the browser hands it over, and the page's container of it. */
class Registration extends EventTarget {
  installing: Worker | null = null;
  waiting: Worker | null = null;
  active: Worker | null = null;
  find(worker: Worker) {
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
  }
}

let container: EventTarget & { controller: Worker | null; register: () => Promise<Registration> };
let registration: Registration;
beforeEach(() => {
  registration = new Registration();
  container = Object.assign(new EventTarget(), {
    controller: null,
    register: () => Promise.resolve(registration),
  });
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.resetModules();
});

async function follow() {
  const { update } = await import('../../../web/offline/update.svelte');
  await update.follow(new URL('https://host/service-worker.js'));
  return update;
}

/** A page that a first version answers for. */
const answered = () => {
  registration.active = container.controller = new Worker();
};

test('found after the page asked, a new version is said to be there once it is whole', async () => {
  answered();
  const update = await follow();
  const next = new Worker();
  registration.find(next);
  expect(update.isReady).toBe(false);
  next.become('installed');
  expect(update.isReady).toBe(true);
});

test('so is one that the browser had found before the page asked', async () => {
  answered();
  registration.installing = new Worker();
  const update = await follow();
  registration.installing.become('installed');
  expect(update.isReady).toBe(true);
});

test('so is one that waits', async () => {
  answered();
  registration.waiting = new Worker();
  expect((await follow()).isReady).toBe(true);
});

test('the first version is none, even where the page is told of its end when it already answers', async () => {
  const update = await follow();
  const first = new Worker();
  registration.find(first);
  container.controller = first;
  first.become('installed');
  expect(update.isReady).toBe(false);
});
