import { startAhead } from 'ebb-files';
import { addFonts } from './styles/fonts';

// The core loads in its worker while the scripts that draw are fetched and run.
startAhead();
// While the worker starts there is time for them.
addFonts();
const defined = import('./main').then(() => customElements.whenDefined('ebb-lab'));
// There is no lab yet that could say so: the guard does (app/guard).
defined.catch((error: unknown) =>
  dispatchEvent(new CustomEvent('ebb-unfetched', { detail: error })),
);

/** The page keeps itself for use without a network; a lab that is part of another page does not, nor
 *  does the page that is one file. It waits until all is drawn, so as not to be in the way; a page
 *  whose lab has failed is nothing to keep. */
async function keep(): Promise<void> {
  await defined;
  const lab = document.querySelector('ebb-lab') as HTMLElement & { ready: Promise<void> };
  await lab.ready;
  const { update } = await import('./offline/update.svelte');
  await update.follow(new URL('service-worker.js', document.baseURI));
}

if (import.meta.env.PROD && import.meta.env.MODE !== 'one-file') {
  // Where a browser or a setting of it forbids that, the page works as long as there is a network.
  keep().catch(() => {});
}
