import { Dialogs } from './dialogs.svelte';
import { Lazy } from './lazy.svelte';
import { Startup } from './startup.svelte';

/** The parts of one lab's page that are made, or loaded, after its profile. */
export class Shell {
  readonly startup = new Startup();
  readonly dialogs = new Dialogs();
  /** The experiment's form, which is closed at first: loaded when it is opened, or at the first touch. */
  readonly controls = new Lazy(() => import('../form/Controls.svelte'));
  /** The panels under the first screen. They are half of the page's script, so they are loaded when they come
   *  near the screen, or when anybody touches the lab, whichever is first. */
  readonly details = new Lazy(() => import('./detail_panels'), true);
  readonly walkedPanels = new Lazy(() => import('./walked_panels'));
}
