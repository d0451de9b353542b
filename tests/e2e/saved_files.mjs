import assert from 'node:assert/strict';
import { patience } from './patience.mjs';

/** Brings a panel into view and waits for its files to be offered. */
export const seen = (page, panel) =>
  page.waitForFunction(
    (selector) => {
      const root = document.querySelector('ebb-lab').shadowRoot;
      root.querySelector(selector)?.scrollIntoView({ block: 'center' });
      return root.querySelector(`${selector} .files`) !== null;
    },
    { polling: 50 },
    panel,
  );

/** Presses a button of a panel; hands over the file as it would be saved. */
export const keep = (page, panel, button) =>
  page.evaluate(
    async (selector, word, patience) => {
      const root = document.querySelector('ebb-lab').shadowRoot;
      const make = URL.createObjectURL;
      const click = HTMLAnchorElement.prototype.click;
      let blob;
      URL.createObjectURL = (given) => make.call(URL, (blob = given));
      const name = await new Promise((kept, failed) => {
        HTMLAnchorElement.prototype.click = function () {
          kept(this.download);
        };
        setTimeout(() => failed(new Error(`no ${word} came from ${selector}`)), patience);
        [...root.querySelectorAll(`${selector} .files button`)]
          .find((one) => one.textContent.trim().startsWith(word))
          .click();
      });
      URL.createObjectURL = make;
      HTMLAnchorElement.prototype.click = click;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const base64 = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
      return { name, type: blob.type, base64 };
    },
    panel,
    button,
    patience,
  );

export const textOf = ({ base64 }) => Buffer.from(base64, 'base64').toString('utf8');

/** An SVG file as a program reads it that knows nothing of the page. */
export const read = (page, svg) =>
  page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...file.querySelectorAll('*')];
    return {
      isXml: !file.querySelector('parsererror') && file.documentElement.localName === 'svg',
      names: [...new Set(all.map((one) => one.localName))],
      width: Number(file.documentElement.getAttribute('width')),
      height: Number(file.documentElement.getAttribute('height')),
      title: file.querySelector('title').textContent,
      origin: file.querySelector('desc').textContent,
      ground: file.querySelector('rect').getAttribute('fill'),
      texts: [...file.querySelectorAll('text')].map((one) => one.textContent),
      paths: file.querySelectorAll('path').length,
      // Whatever would be looked up outside the file, or in a style sheet.
      outside: all.flatMap((one) =>
        [...one.attributes]
          .filter(
            ({ name, value }) =>
              /^(class|style:|on)/.test(name) ||
              /var\(|light-dark|url\((?!#)/.test(value) ||
              (/href$/.test(name) && !value.startsWith('data:image/png')),
          )
          .map(({ name, value }) => `${name}=${value.slice(0, 60)}`),
      ),
    };
  }, svg);

/** RFC 4180, read by another hand than wrote it. */
export function readCsv(text) {
  assert.ok(text.startsWith('\ufeff') && text.endsWith('\r\n'));
  const rows = [[]];
  for (const [, quoted, plain, end] of text
    .slice(1, -2)
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    else if (end === '') break;
  }
  // The last column is for programs.
  const [name, receipt] = rows.map((row) => row.pop());
  assert.equal(name, 'receipt');
  assert.match(receipt, /^ebb-receipt 1 position=\d+ digest=[0-9a-f]{16} link=\S* end$/);
  return rows;
}
