import type DetailPanels from './DetailPanels.svelte';

/** The panels under the profile. They are half of the page's script, so they are loaded when they come
 *  near the screen, or when anybody touches the lab, whichever is first. */
export class Details {
  Panels = $state.raw<typeof DetailPanels | null>(null);
  #loading: Promise<void> | null = null;

  load(): Promise<void> {
    return (this.#loading ??= import('./DetailPanels.svelte').then((module) => {
      this.Panels = module.default;
    }));
  }
}
