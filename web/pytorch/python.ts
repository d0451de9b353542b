/** How many numbers are still nicer to read as a list. */
const fewest = 64;
const lineLength = 96;

/** A number that Python reads back as the same one. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value > 0 ? 'float("inf")' : 'float("-inf")';
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/** A text as a part of a comment or of a docstring: printable ASCII without what could end either. */
export function quiet(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\]/g, '?');
}

/** Text in lines that are no longer than a reader's window, broken after the commas. */
function wrapped(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    if (line && indent.length + line.length + item.length + 2 > lineLength) {
      lines.push(line);
      line = '';
    }
    line += `${line ? ' ' : ''}${item},`;
  }
  return [...lines, line].map((one) => indent + one).join('\n');
}

/** Whole numbers as a list. */
export function listOfWhole(values: readonly number[]): string {
  return `[\n${wrapped(values.map(pythonNumber), '    ')}\n]`;
}

export interface Named {
  /** What the reader is told of these numbers. */
  name: string;
  values: readonly number[];
}

/** Numbers as one flat tensor: a few as a list, a line or more for each name; many as the bytes
 *  themselves, which the script's `unpack` reads. */
export function flatTensor(groups: readonly Named[], precision: string): string {
  const count = groups.reduce((sum, { values }) => sum + values.length, 0);
  if (count > fewest) return packed(groups, count, precision);
  const lines = groups.map(
    ({ name, values }) => `    # ${quiet(name)}\n${wrapped(values.map(pythonNumber), '    ')}`,
  );
  return `torch.tensor([\n${lines.join('\n')}\n], dtype=torch.${precision})`;
}

/** What `flatTensor` may call, for the head of the script. */
export function unpackDefinition(precision: string): string {
  return `def unpack(text):
    """Little-endian ${precision} numbers, base64."""
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.${precision})`;
}

function packed(groups: readonly Named[], count: number, precision: string): string {
  const numbers = precision === 'float64' ? new Float64Array(count) : new Float32Array(count);
  let next = 0;
  for (const { values } of groups) {
    numbers.set(values, next);
    next += values.length;
  }
  const text = base64(new Uint8Array(numbers.buffer)).replace(
    new RegExp(`.{${lineLength}}`, 'g'),
    '$&\n',
  );
  return `unpack("""\n${text.trimEnd()}\n""")`;
}

function base64(bytes: Uint8Array): string {
  const chunk = 0x8000;
  let text = '';
  for (let first = 0; first < bytes.length; first += chunk) {
    text += String.fromCharCode(...bytes.subarray(first, first + chunk));
  }
  return btoa(text);
}
