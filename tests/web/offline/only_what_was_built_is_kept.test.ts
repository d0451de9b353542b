import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashLength } from '../../../web/offline/built_file';
import { checkedCopy } from '../../../web/offline/checked_copy';

const script = 'export const answer = 42;';
const built = {
  length: script.length,
  type: 'text/javascript',
  hash: createHash('sha256').update(script).digest('base64').slice(0, hashLength),
};
const copyOf = (body: string, status = 200, headers: Record<string, string> = {}) =>
  checkedCopy(new Response(body, { status, headers }), built);

test('the file that the build made is kept, as what it is, whatever the host calls it', async () => {
  const headers = { 'content-type': 'text/html', 'content-length': '7', 'x-host': 'its own' };
  const copy = await copyOf(script, 200, headers);
  expect(await copy?.text()).toBe(script);
  expect(copy?.headers.get('content-type')).toBe('text/javascript');
  expect(copy?.headers.get('content-length')).toBeNull();
  expect(copy?.headers.get('x-host')).toBe('its own');
});

test('a page of the host, a part of the file, and another of its length are not', async () => {
  expect(await copyOf('<!doctype html><title>Please log in</title>')).toBeNull();
  expect(await copyOf(script.slice(0, 9))).toBeNull();
  expect(await copyOf(script.replace('42', '41'))).toBeNull();
  expect(await copyOf(script, 203)).toBeNull();
});
