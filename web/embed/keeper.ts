import type { Keeper } from '../charts/keeping';
import { t } from '../words/words.svelte';
import type { Embed } from './embed.svelte';
import { linkTo } from './link';

/** What hands a lab's charts and tables to the reader; its parts are loaded when they are needed. */
export function keeperOf(embed: Embed): Keeper {
  return {
    async picture(name, picture, format) {
      const { keepPicture } = await import('../export/keep');
      await keepPicture(name, picture, format, origin(embed));
    },
    async table(name, table) {
      const { keepTable } = await import('../export/keep');
      keepTable(name, table);
    },
  };
}

/** Where a figure comes from: how far the run was, and the experiment's link. Of a page on a disk
 *  only the experiment is named: where it lies is nobody else's business. */
function origin(embed: Embed): string {
  const { lab } = embed;
  const address = linkTo(embed, null);
  const isShared = address.startsWith('http');
  const link = isShared ? address : lab.link || t('export.all_defaults');
  const ownTable = lab.experiment?.data === 'table' ? ` (${t('export.own_table')})` : '';
  return t('export.origin', { iteration: lab.frame?.iteration ?? 0, link }) + ownTable;
}
