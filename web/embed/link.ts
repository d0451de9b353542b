import type { Embed } from './embed.svelte';
import { writeQuery, type Options } from './options';

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
  const { lab, lesson } = embed;
  const address = labAddress(embed);
  const fields = lab.schema.map(({ name }) => name);
  // Who may steer a frame is no matter of those who open its link.
  const settings = options ? writeQuery({ ...options, lesson, origin: null }, fields) : [];
  const language = new URLSearchParams(embed.isPage ? location.search : '').get('lang');
  if (language) settings.push(['lang', language]);
  return addressWith(address, settings, lab.link);
}

/** Commas and slashes are left as they are: people read these links. */
export function addressWith(base: URL, settings: [string, string][], experiment: string): string {
  const query = settings
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value).replaceAll(/%2C|%2F|%3A/g, decodeURIComponent)}`,
    )
    .join('&');
  return `${base.href}${query && `?${query}`}${experiment && `#${experiment}`}`;
}
