import { receiptIn } from '../experiment/receipt';
import { h } from '../handin/words.svelte';
import type { Ebb } from '../module/ebb';
import { CommandError, parseArguments } from './arguments';
import { bytesOf } from './source';

/** `ebb verify FILE…`: runs what files say they show, and compares. 1: something is not as a file says. */
export function verify(ebb: Ebb, given: readonly string[], print: (text: string) => void): number {
  const { plain } = parseArguments('verify', given, [], []);
  if (plain.length === 0) throw new CommandError(h('cli.no_files', { command: 'verify' }));
  const bad = plain.filter((file) => {
    const { isSo, text } = verifyFile(ebb, file);
    print(text);
    return !isSo;
  });
  return bad.length > 0 ? 1 : 0;
}

function verifyFile(ebb: Ebb, file: string): { isSo: boolean; text: string } {
  const receipt = receiptIn(bytesOf(file));
  if (!receipt) return { isSo: false, text: h('cli.no_link', { file }) };
  const { link, settings, position, digest: said } = receipt;
  if (!settings && new URLSearchParams(link).get('data') === 'table') {
    return { isSo: false, text: h('cli.own_table', { file }) };
  }
  const { experiment } = settings ? { experiment: ebb.complete(settings) } : ebb.readLink(link);
  const simulation = new ebb.Simulation(experiment);
  try {
    while (!simulation.seek(position, 1000));
    const { iteration, digest: found } = simulation.frame();
    const values = { file, iteration, digest: found, found, said };
    return found === said
      ? { isSo: true, text: h('cli.verified', values) }
      : { isSo: false, text: h('cli.differs', values) };
  } finally {
    simulation.delete();
  }
}
