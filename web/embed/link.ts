import { t } from '../text/words.svelte';
import type { Embed } from './embed.svelte';
import { defaults, writeQuery, type Options } from './options';

/** The lab's own page, one folder above the script that this becomes part of. */
function page(): URL {
  const script = import.meta.url;
  return new URL('../', script);
}

/** The page on which a lab can be found, without settings or an experiment. */
export function labAddress(embed: Embed): URL {
  const address = embed.isPage ? new URL(location.href) : page();
  address.search = '';
  address.hash = '';
  return address;
}

/** The link of a lab with its present experiment, as others see it; without options the whole lab. */
export function linkTo(embed: Embed, options: Options | null): string {
  const { lab, lesson, kept: compare, map } = embed;
  const address = labAddress(embed);
  const fields = lab.schema.map(({ name }) => name);
  // Who may steer a frame, and who learns in it, is no matter of those who open its link.
  const seen = options ? { ...options, lesson, learner: null, origin: null } : defaults;
  const settings = writeQuery({ ...seen, compare, map }, fields);
  const language = new URLSearchParams(embed.isPage ? location.search : '').get('lang');
  if (language) settings.push(['lang', language]);
  return addressWith(address, settings, lab.link);
}

/** The experiment's link as others may read it. Of a page on a disk only the experiment is named:
 *  where that page lies is nobody else's business. */
export function experimentLink(embed: Embed): { address: string; text: string } {
  const address = linkTo(embed, null);
  const { link, experiment } = embed.lab;
  const text = address.startsWith('http') ? address : link || t('link.all_defaults');
  const isWhole = experiment?.data !== 'table';
  return { address, text: isWhole ? text : `${text} (${t('link.own_table')})` };
}

/** Whether telephones reach it: neither a file on this computer nor what it serves to itself. */
export const isReachable = (link: string): boolean =>
  !/^(file:|https?:\/\/(localhost|127\.|\[::1\]))/.test(link);

/** What needs no escape in a query is left as it is: people read these links. */
export function addressWith(base: URL, settings: [string, string][], experiment: string): string {
  const query = settings
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value).replaceAll(/%2C|%2F|%3A|%3B|%3D/g, decodeURIComponent)}`,
    )
    .join('&');
  return `${base.href}${query && `?${query}`}${experiment && `#${experiment}`}`;
}
