import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scormPackage } from '../../../web/scorm/package';

/** What another hand finds in an archive: Python's, which checks every sum. */
function contentsOf(archive: Uint8Array): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'ebb-scorm-'));
  try {
    writeFileSync(join(folder, 'a.zip'), archive);
    const program =
      'import json, sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n' +
      'print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))';
    const args = ['-c', program, join(folder, 'a.zip')];
    return JSON.parse(execFileSync('python3', args, { encoding: 'utf8' })) as Record<
      string,
      string
    >;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const pack = async (title: string, address = '?lesson=depth') => {
  const page = new TextEncoder().encode('<!doctype html>सय'.repeat(500));
  const archive = await scormPackage({ title, address, page, licences: 'MIT' });
  return new Uint8Array(await archive.arrayBuffer());
};

it('holds its manifest first, and every file that the manifest names', async () => {
  const found = contentsOf(await pack('Depth'));
  const names = Object.keys(found);
  expect(names[0]).toBe('imsmanifest.xml');
  const manifest = found['imsmanifest.xml']!;
  const named = [...manifest.matchAll(/<file href="([^"]+)"/g)].map(([, name]) => name);
  expect(named).toEqual(names.slice(1));
  expect(manifest).toContain('<schemaversion>1.2</schemaversion>');
  expect(manifest).toContain('adlcp:scormtype="sco" href="index.html"');
  expect(found['ebb.html']).toContain('सय');
  expect(found['index.html']).toContain('data-src="ebb.html?lesson=depth"');
});

it('writes what a title or an address holds as text', async () => {
  const found = contentsOf(await pack('A < B & "C"', '?lang=ne#hidden=4&seed=2'));
  expect(found['imsmanifest.xml']).toContain('<title>A &lt; B &amp; &quot;C&quot;</title>');
  expect(found['index.html']).toContain('data-src="ebb.html?lang=ne#hidden=4&amp;seed=2"');
});

it('is the same whenever it is made', async () => {
  expect(await pack('Depth')).toEqual(await pack('Depth'));
});
