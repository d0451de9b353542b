import { aheadOfPage } from 'ebb-files';
import { EbbLab } from './element/element.svelte';

/** Labs are made once the worker runs that was started ahead, if one was. */
void aheadOfPage().then(() => {
  if (!customElements.get('ebb-lab')) customElements.define('ebb-lab', EbbLab);
});
