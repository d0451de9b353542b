import { parts } from '../../text/parts.svelte';

/** A QR code as a drawing: one square of side 1 a module. */
export interface QrCode {
  /** The whole, the quiet zone included. */
  size: number;
  path: string;
}

/** The light margin that readers need, in modules (ISO/IEC 18004). */
const quiet = 4;

/** The code of a text; null where it is longer than any code holds. What makes it is loaded only
 *  then. */
export async function qrCode(text: string): Promise<QrCode | null> {
  const { encode } = await parts.fetch(() => import('uqr'));
  try {
    const { data, size } = encode(text, { border: quiet, ecc: 'M' });
    return { size, path: data.map(drawRow).join('') };
  } catch {
    return null;
  }
}

/** Dark modules side by side are one stroke, so that no seams show between them. */
function drawRow(row: boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; ++x) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) ++x;
    path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
  }
  return path;
}
