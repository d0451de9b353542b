import { EbbLab } from './embed/element.svelte';

if (!customElements.get('ebb-lab')) customElements.define('ebb-lab', EbbLab);
