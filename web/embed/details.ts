/** What is loaded when somebody turns to the details of a run, or prints it. */
export { default as DetailPanels } from './DetailPanels.svelte';
export { default as PaperFoot } from './PaperFoot.svelte';
export { default as PaperHead } from './PaperHead.svelte';
