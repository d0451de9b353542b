import type { ChartExporter } from '../charts/chart_exporter';
import type { Receipt } from '../experiment/receipt';
import { parts } from '../text/parts.svelte';
import { t } from '../text/words.svelte';
import type { Embed } from '../embed/embed.svelte';
import { experimentLink } from '../embed/link';

/** What hands a lab's charts and tables to the reader; its parts are loaded when they are needed. */
export function chartExporterOf(embed: Embed): ChartExporter {
  return {
    async picture(name, picture, format) {
      const { keepPicture } = await parts.fetch(() => import('../figures/save'));
      await keepPicture(name, picture, format, origin(embed), place(embed));
    },
    async table(name, table) {
      const { keepTable } = await parts.fetch(() => import('../figures/save'));
      keepTable(name, table, place(embed));
    },
  };
}

/** Where a figure comes from: how far the run was, and the experiment's link. */
function origin(embed: Embed): string {
  const iteration = embed.lab.frame?.iteration ?? 0;
  return t('chart_exporter.origin', { iteration, link: experimentLink(embed).text });
}

/** Where the run stands: what lets a program run it again and compare (`ebb verify`). */
function place({ lab }: Embed): Receipt {
  const { position = 0, digest = '' } = lab.frame ?? {};
  return { position, digest, link: lab.link };
}
