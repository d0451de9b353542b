/** Why a lesson's file could not be had, as the name of a message. */
export class FetchFault extends Error {
  constructor(readonly reason: 'elsewhere' | 'not_found') {
    super(reason);
  }
}

/** A course's own lesson, from a file on the same site: `?lesson=course/week3.lesson`. */
export async function fetchLesson(path: string): Promise<string> {
  const url = new URL(path, document.baseURI);
  if (url.origin !== location.origin) throw new FetchFault('elsewhere');
  const response = await fetch(url, { credentials: 'omit' }).catch(() => null);
  if (!response?.ok) throw new FetchFault('not_found');
  return response.text();
}
