/** Lighthouse's scores of the built page, as a telephone and as a desk see it.
 *      node tests/benchmark/lighthouse/run.mjs
 *  Installs Lighthouse beside this file first. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keep, machine } from '../report.mjs';
import { staticHost } from '../static_host.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${here}node_modules`)) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent', '--ignore-scripts'], {
    cwd: here,
    stdio: 'inherit',
  });
}
const { default: lighthouse, desktopConfig } = await import('lighthouse');
const { launch } = await import('chrome-launcher');

const host = await staticHost();
const chrome = await launch({
  chromePath: execFileSync('which', ['chromium']).toString().trim(),
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
});
const screens = [
  { name: 'telephone (4 × slower, slow 4G)', config: undefined },
  { name: 'desk', config: desktopConfig },
];
const measured = {
  'first-contentful-paint': 'first paint',
  'largest-contentful-paint': 'largest paint',
  'speed-index': 'speed index',
  'total-blocking-time': 'blocked',
  'cumulative-layout-shift': 'shifted',
  'total-byte-weight': 'bytes',
};
const rows = [];
const failed = new Map();
let titles = [];
let version = '';
for (const { name, config } of screens) {
  const { lhr } = await lighthouse(host.address, { port: chrome.port, logLevel: 'error' }, config);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const categories = Object.values(lhr.categories);
  version = lhr.lighthouseVersion;
  titles = categories.map(({ title }) => title);
  rows.push([
    name,
    ...categories.map(({ score }) => `**${Math.round(score * 100)}**`),
    ...Object.keys(measured).map((id) => lhr.audits[id].displayValue),
  ]);
  for (const { title, auditRefs } of categories) {
    for (const { id, weight } of auditRefs) {
      const { score, title: what } = lhr.audits[id];
      if (weight > 0 && score !== null && score < 0.9) failed.set(what, title);
    }
  }
}
await chrome.kill();
host.close();

keep(
  'lighthouse',
  `# Lighthouse

${machine()}

Lighthouse ${version}, the built page from a local server that compresses.

| ${['', ...titles, ...Object.values(measured)].join(' | ')} |
|${' --- |'.repeat(1 + titles.length + Object.keys(measured).length)}
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

${failed.size === 0 ? 'No audit that counts is under 90.' : 'Audits that count and are under 90:'}

${[...failed].map(([what, category]) => `- ${category}: ${what}`).join('\n')}
`,
);
