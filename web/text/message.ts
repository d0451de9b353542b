import type source from './en.json';

/** Every message there is; what another catalogue lacks is said in English (tools/check_catalogues.ts lists it). */
export type Message = keyof typeof source;
