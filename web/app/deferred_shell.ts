/** All that stands around the profile: a script of its own, which is fetched with the page's first one
 *  and run once the profile is on the screen (startup.svelte.ts). */
export { default as SettingsLine } from '../form/SettingsLine.svelte';
export { default as UpdateNote } from '../offline/UpdateNote.svelte';
export { default as Announcer } from '../transport/Announcer.svelte';
export { default as Keys } from '../transport/Keys.svelte';
export { default as Transport } from '../transport/Transport.svelte';
export { default as DigestView } from '../views/shared/DigestView.svelte';
export { default as LossView } from '../views/history/LossView.svelte';
export { default as NonFiniteNote } from './NonFiniteNote.svelte';
export { default as DialogHost } from './DialogHost.svelte';
export { default as DropZone } from './DropZone.svelte';
export { default as EmbedBar } from './EmbedBar.svelte';
export { default as HeaderActions } from './HeaderActions.svelte';
export { default as PrintFoot } from './print/PrintFoot.svelte';
export { default as PrintHead } from './print/PrintHead.svelte';
export { default as RemediesPanel } from './RemediesPanel.svelte';
