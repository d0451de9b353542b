import { EbbLab } from './embed/element.svelte';

if (!customElements.get('ebb-lab')) customElements.define('ebb-lab', EbbLab);

/** For the page (page.ts), which so shares this one script with pages that include the lab. */
export { update } from './offline/update.svelte';
