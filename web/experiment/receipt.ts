import type { Settings } from '../module/ebb';

/** Where a run stood when something of it was saved, so that whoever has the file can run it again and
 *  compare. It stands in every file that a lab saves, as one line of plain letters:
 *
 *      ebb-receipt 1 position=2040 digest=0123456789abcdef link=hidden=16*20&activation=tanh end
 *
 *  In a saved experiment, whose settings are there anyhow, it is the field `receipt`. */
export interface Receipt {
  position: number;
  digest: string;
  /** Empty where the settings stand beside it, and for the default experiment. */
  link: string;
}

const line = /ebb-receipt 1 position=(\d{1,15}) digest=([0-9a-f]{16}) link=([^\s"<]{0,4000}) end/;

export const writeReceipt = ({ position, digest, link }: Receipt): string =>
  `ebb-receipt 1 position=${position} digest=${digest} link=${link} end`;

export function readReceipt(text: string): Receipt | null {
  const found = line.exec(text);
  if (!found) return null;
  const [, position = '', digest = '', link = ''] = found;
  return { position: Number(position), digest, link };
}

/** The receipt in a file of any kind; of a saved experiment, with its settings. */
export function receiptIn(bytes: Uint8Array): (Receipt & { settings?: Settings }) | null {
  // Every byte as one letter: a picture holds it as plain letters between its bytes.
  const text = new TextDecoder('latin1').decode(bytes);
  if (/^\s*\{/.test(text)) return ofExperiment(new TextDecoder().decode(bytes));
  return readReceipt(text.replaceAll('&amp;', '&'));
}

function ofExperiment(text: string): ReturnType<typeof receiptIn> {
  try {
    const { ebb, receipt, ...settings } = JSON.parse(text) as Record<string, unknown>;
    if (ebb !== 1 || typeof receipt !== 'string') return null;
    const read = readReceipt(receipt);
    return read && { ...read, settings: settings as Settings };
  } catch {
    return null;
  }
}
