import { loadCore } from '../module/load';
import { Host } from './host';

let give: (bytes: ArrayBuffer) => void;
/** The first message is the core itself: a worker may stand where no address leads to it. */
const bytes = new Promise<ArrayBuffer>((resolve) => (give = resolve));
const host = new Host(
  async () => loadCore(await bytes),
  (reply) => postMessage(reply),
);
addEventListener('message', ({ data }) => {
  if (data instanceof ArrayBuffer) give(data);
  else host.handle(data);
});
