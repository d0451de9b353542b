import { loadCore } from '../module/load';
import { Host } from './host';

let give: (bytes: ArrayBuffer | Promise<ArrayBuffer>) => void;
/** The first message is the core itself, or its address. */
const bytes = new Promise<ArrayBuffer>((resolve) => (give = resolve));
const host = new Host(
  async () => loadCore(await bytes),
  (reply) => postMessage(reply),
);
addEventListener('message', ({ data }) => {
  if (data instanceof ArrayBuffer) give(data);
  else if (typeof data === 'string') give(fetchCore(data));
  else host.handle(data);
});

/** As bytes, so that a host which serves `.wasm` under a wrong type does no harm. */
async function fetchCore(address: string): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`ebb.wasm: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}
