/** The map of networks, fetched by the first who wants one. */
export { NetworkMap } from '../lab/map.svelte';
export { readMapLink, readMapWindows, writeMapLink } from '../lab/map_link';
export { axesOf } from '../lab/sweep_plan';
export { default as MapView } from '../views/map/MapView.svelte';
export { sharedPool } from '../worker/shared_pool';
