import { tick, untrack } from 'svelte';
import { on } from 'svelte/events';
import type { Lab } from '../../lab/lab.svelte';
import type { NetworkMap } from '../../lab/map.svelte';
import type { Place } from '../../lab/map_cells_to_run';
import { placeText } from './map_text';

/** From a map's cell to its run in the lab, and back to the map as it was left. */
export class CellVisit {
  /** What was left for a run: the cell, and how far down the screen the picture stood. */
  #left: { place: Place; top: number } | null = null;
  #values = $state.raw<{ x: number | string; y: number | string } | null>(null);
  /** The browser's back button leads to the map as well; a setting that is set back by hand does not. */
  #isOnWayBack = false;

  constructor(
    private readonly lab: Lab,
    private readonly map: NetworkMap,
    private readonly drawing: () => HTMLElement | null,
    private readonly point: (place: Place) => void,
  ) {}

  /** Where the cell that was opened is now; null: none was, or it is not in what is seen. */
  readonly opened = $derived.by<Place | null>(() => {
    const { grid } = this.map;
    if (!this.lab.cellRun || !this.#values || !grid) return null;
    const row = grid.rows.indexOf(this.#values.y);
    const column = grid.columns.indexOf(this.#values.x);
    return row < 0 || column < 0 ? null : { row, column };
  });

  async open(place: Place): Promise<void> {
    const { lab, map } = this;
    const { plan, grid, base } = map;
    const settings = map.settingsOf(place);
    const drawing = this.drawing();
    if (!plan || !grid || !base || !settings || !drawing) return;
    this.point(place);
    this.#left = { place, top: drawing.getBoundingClientRect().top };
    if ((await lab.change(settings)) !== 'began' || !lab.experiment) return;
    this.#values = { x: grid.columns[place.column]!, y: grid.rows[place.row]! };
    lab.cellRun = {
      place: () => placeText({ plan, grid }, place.row, place.column),
      experiment: lab.experiment,
      goBack: async () => {
        if ((await lab.change(base)) !== 'began') return;
        lab.cellRun = null;
        await this.#comeBack();
      },
      isLed: false,
    };
  }

  /** To be called in an effect, for as long as there is a view. */
  follow(): () => void {
    const end = on(window, 'popstate', () => (this.#isOnWayBack = true));
    $effect(() => {
      const isHome = this.map.isOf(this.lab.experiment);
      if (this.#isOnWayBack && isHome) untrack(() => void this.#comeBack());
      this.#isOnWayBack = false;
    });
    $effect(() => {
      void this.map.base;
      this.#left = null;
      untrack(() => (this.lab.cellRun = null));
    });
    return end;
  }

  /** The same cell, at the same height of the screen. */
  async #comeBack(): Promise<void> {
    const drawing = this.drawing();
    if (!this.#left || !drawing) return;
    const { place, top } = this.#left;
    this.#left = null;
    this.point(place);
    await tick();
    // The browser's own scrolling on the way back comes before the next frame.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    scrollBy({ top: drawing.getBoundingClientRect().top - top, behavior: 'instant' });
    drawing.querySelector<HTMLElement>('.cells')?.focus({ preventScroll: true });
  }
}
