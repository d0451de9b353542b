import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** A message as the page gets it: plain text as it is, one with slots taken apart already, so that the
 *  page needs no parser. */
export type Compiled = string | Filled | MessageFormatElement[];

/** Text and names of slots in turns, text at both ends: what most messages with slots are. */
export type Filled = string[];
