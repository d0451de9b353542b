import { Dialogs } from './dialogs.svelte';
import { Later } from './lazy.svelte';
import { Opening } from './startup.svelte';

/** The parts of one lab's page that are made, or loaded, after its profile. */
export class Shell {
  readonly opening = new Opening();
  readonly dialogs = new Dialogs();
  /** The panels under the profile. They are half of the page's script, so they are loaded when they come
   *  near the screen, or when anybody touches the lab, whichever is first. */
  readonly details = new Later(() => import('./DetailPanels.svelte'));
}
