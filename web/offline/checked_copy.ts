import { hashLength, type BuiltFile } from './built_file';

/** True of the bytes of a body, not of those that went over the network. */
const ofTransfer = ['content-encoding', 'content-length', 'transfer-encoding'];

/** A copy of an answer that is fit to be cached; null where it is not the file that the build made: a
 *  host's "not found" in HTML with status 200, a body cut short, a file of another version. The host's
 *  headers stay, except for a type that would keep a browser from running the file. */
export async function checkedCopy(
  answer: Response,
  { length, type, hash }: Pick<BuiltFile, 'length' | 'type' | 'hash'>,
): Promise<Response | null> {
  if (answer.status !== 200) return null;
  const bytes = await answer.arrayBuffer().catch(() => null);
  if (bytes?.byteLength !== length || (await hashOf(bytes)) !== hash) return null;
  const headers = new Headers(answer.headers);
  for (const name of ofTransfer) headers.delete(name);
  headers.set('content-type', type);
  return new Response(bytes, { headers });
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest)).slice(0, hashLength);
}
