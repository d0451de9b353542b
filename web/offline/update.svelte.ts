import { trustedAddress } from '../worker/trusted_address';

/** Whether a new version waits to be let in. */
class Update {
  isReady = $state(false);
  #waiting: ServiceWorker | null = null;

  /** Has the page kept for use without a network, and looks out for a new version of it. */
  async follow(script: URL): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    if (!navigator.serviceWorker.controller) {
      navigator.serviceWorker.addEventListener('controllerchange', keepFonts, { once: true });
    }
    const registration = await navigator.serviceWorker.register(trustedAddress(script.href));
    this.#see(registration.waiting);
    // The browser may have begun to look for a new version before the page asked.
    this.#await(registration);
    registration.addEventListener('updatefound', () => this.#await(registration));
  }

  /** Looks to the end of an installation. Where no version is in use yet it is the first, which has nothing to
   *  wait for. */
  #await({ installing, active }: ServiceWorkerRegistration): void {
    if (!installing || !active) return;
    installing.addEventListener('statechange', () => {
      if (installing.state === 'installed') this.#see(installing);
    });
  }

  /** Lets the new version in and starts the page anew with it. Other pages that are open go on with
   *  the version they have. */
  accept(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
    this.#waiting?.postMessage('take over');
  }

  #see(worker: ServiceWorker | null): void {
    // A page without a controller is the host's newest already.
    if (!worker || !navigator.serviceWorker.controller) return;
    this.#waiting = worker;
    this.isReady = true;
  }
}

/** Asks once more for fonts that came before there was anyone to keep them: that of a language which
 *  few read is not among the files kept for all. */
function keepFonts(): void {
  for (const { name } of performance.getEntriesByType('resource')) {
    if (name.endsWith('.woff2')) fetch(name).catch(() => {});
  }
}

export const update = new Update();
