import type { Component } from 'svelte';
import type { Embed } from '../embed/embed.svelte';
import type { Lab } from '../lab/lab.svelte';
import type { Message } from '../text/words.svelte';

/** What stands under the first screen, in this order. */
export const groups = ['learning', 'layers', 'experiments'] as const;
export type Group = (typeof groups)[number];

/** A panel under the first screen. */
export interface Panel {
  /** Its class, and what lessons point at it by (`data-part`). */
  name: string;
  group: Group;
  View: Component<{ lab: Lab; embed: Embed }>;
  /** Its heading, where the view has none of its own. */
  title?: Message;
  /** By which other parts of the page lead to it: the card beside the stage leads to the `operation` in full. */
  goal?: string;
  isWide?: boolean;
}
