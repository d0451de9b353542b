import type { Ebb } from '../module/ebb';

/** The module of the package that this program is part of. */
export async function loadEbb(): Promise<Ebb> {
  const address = new URL('../module/ebb.js', import.meta.url).href;
  const { default: load } = (await import(/* @vite-ignore */ address)) as {
    default: () => Promise<Ebb>;
  };
  return load();
}
