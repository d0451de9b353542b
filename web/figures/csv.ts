import type { Cell, Heading, Table } from '../charts/table';

/** A table as a file of values (RFC 4180), every number with all its digits. The mark at its beginning
 *  lets spreadsheets read its letters for what they are. */
export function writeCsv({ head, rows }: Table): string {
  return '\ufeff' + [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell | Heading): string {
  if (typeof cell === 'string') return quoted(harmless(cell));
  if ('unit' in cell) return quoted(harmless(`${cell.text} [${cell.unit}]`));
  return cell.value === null ? '' : String(cell.value);
}

/** A spreadsheet runs a text that begins like a formula, and some texts come from outside: an
 *  apostrophe before it keeps it a text (OWASP, "CSV Injection"). */
const harmless = (text: string): string =>
  /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
