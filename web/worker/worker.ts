import { loadCore } from '../module/load';
import { Host } from './host';

const host = new Host(loadCore, (reply) => postMessage(reply));
addEventListener('message', (event) => host.handle(event.data));
