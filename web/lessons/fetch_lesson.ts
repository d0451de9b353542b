/** Why a lesson's file could not be had, as the name of a message: it is on another site; there is none; a page on a disk,
 *  or in a sandboxed frame, may not read it; the network did not answer. */
export class FetchFault extends Error {
  constructor(readonly reason: 'elsewhere' | 'not_found' | 'on_disk' | 'sandboxed' | 'unreached') {
    super(reason);
  }
}

/** Where a path leads; null where that is not on this site. */
function onThisSite(path: string, base = document.baseURI): URL | null {
  try {
    const url = new URL(path, new URL(base, document.baseURI));
    return url.origin === location.origin && url.protocol === location.protocol ? url : null;
  } catch {
    return null;
  }
}

/** In a sandboxed frame without `allow-same-origin` a page has no origin that a file could share: there it is
 *  read if its host lets anybody read it, as it has to do for the page itself. */
const sameSite = (): RequestInit =>
  self.origin === 'null' ? { mode: 'cors', redirect: 'error' } : { mode: 'same-origin' };

/** Why nothing came at all. */
function silence(): FetchFault['reason'] {
  if (location.protocol === 'file:') return 'on_disk';
  return self.origin === 'null' ? 'sandboxed' : 'unreached';
}

/** A course's own lesson, or the course, from a file on the same site: `?lesson=course/week3.lesson`. No
 *  redirection leads elsewhere, and of a file that is too large no more is read than shows that it is. */
export async function fetchText(path: string, largest: number, base?: string): Promise<string> {
  const url = onThisSite(path, base);
  if (!url) throw new FetchFault('elsewhere');
  const response = await fetch(url, { ...sameSite(), credentials: 'omit' }).catch(() => null);
  if (!response) throw new FetchFault(silence());
  if (!response.ok || !response.body) throw new FetchFault('not_found');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value = '' } = await reader.read().catch(() => ({ done: true, value: '' }));
    text += value;
    if (done) return text;
    if (text.length > largest) {
      void reader.cancel();
      return text;
    }
  }
}
