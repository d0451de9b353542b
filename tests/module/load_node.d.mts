import type { Ebb } from '../../web/module/ebb';

export function loadInNode(folder?: URL): Promise<Ebb>;
