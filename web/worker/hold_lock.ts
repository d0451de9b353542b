/** Takes a lock for as long as this worker lives; its name, or null where there are no locks. */
export function hold(): Promise<string | null> {
  const lock = `ebb worker ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  return new Promise((resolve) => {
    if (!('locks' in navigator)) return resolve(null);
    const forEver = () => {
      resolve(lock);
      return new Promise(() => {});
    };
    navigator.locks.request(lock, forEver).catch(() => resolve(null));
  });
}
