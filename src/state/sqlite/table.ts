import { openPages, type Pages, type ReadBytes } from './pages.js';

export interface RowQuestion {
  readonly file: string;
  readonly table: string;
  /** Values of the first column, a text. */
  readonly keys: readonly string[];
  /** How many columns are wanted. */
  readonly columns: number;
  readonly read: ReadBytes;
}

/** What is neither a text nor a whole number is null. */
export type Value = string | number | null;

/** A database that OpenClaw keeps small; more pages than this are no table of settings. */
const mostPages = 2000;
const longestRow = 16 * 1024 * 1024;

/**
 * The rows whose first column is one of `keys`, by that key. Undefined when the file is no SQLite database that can be read; empty when
 * it has no such table. Not for tables WITHOUT ROWID.
 */
export async function readRows({
  file,
  table,
  keys,
  columns,
  read,
}: RowQuestion): Promise<ReadonlyMap<string, readonly Value[]> | undefined> {
  try {
    const pages = await openPages(file, read);
    if (pages === undefined) return undefined;
    const found = new Map<string, readonly Value[]>();
    const root = await rootOf(table, pages);
    if (root === undefined) return found;
    for await (const row of rowsOf(root, pages)) {
      const [key] = await row(1);
      if (typeof key !== 'string' || !keys.includes(key)) continue;
      found.set(key, await row(columns));
      if (found.size === keys.length) break;
    }
    return found;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // cut short, or changed while it was read
    throw error;
  }
}

/** Columns of the schema: type, name, tbl_name, rootpage, sql. */
async function rootOf(table: string, pages: Pages): Promise<number | undefined> {
  for await (const row of rowsOf(1, pages)) {
    const [type, name, , root] = await row(4);
    if (type === 'table' && name === table && typeof root === 'number') return root;
  }
  return undefined;
}

/** The first `count` columns. */
type Row = (count: number) => Promise<readonly Value[]>;

const leaf = 0x0d;
const interior = 0x05;

async function* rowsOf(root: number, pages: Pages): AsyncGenerator<Row> {
  const waiting = [root];
  for (let looked = 0; waiting.length > 0; looked++) {
    const number = waiting.shift();
    if (number === undefined || looked > mostPages) throw new RangeError('too many pages');
    const page = await pages.page(number);
    const start = number === 1 ? 100 : 0;
    const kind = page.getUint8(start);
    if (kind !== leaf && kind !== interior) throw new RangeError(`page ${number} belongs to no table`);
    const pointers = start + (kind === leaf ? 8 : 12);
    const cells = Array.from({ length: page.getUint16(start + 3) }, (_, i) => page.getUint16(pointers + 2 * i));
    if (kind === interior) waiting.unshift(...cells.map((at) => page.getUint32(at)), page.getUint32(start + 8));
    else for (const at of cells) yield (count) => columnsOf(page, at, count, pages);
  }
}

async function columnsOf(page: DataView, at: number, count: number, pages: Pages): Promise<readonly Value[]> {
  const size = varint(page, at);
  const row = varint(page, size.end);
  const payload = await payloadOf(page, row.end, size.value, pages);
  const header = varint(payload, 0);
  const values: Value[] = [];
  let [type, data] = [header.end, header.value];
  while (type < header.value && values.length < count) {
    const serial = varint(payload, type);
    const length = lengthOf(serial.value);
    values.push(readValue(payload, data, serial.value, length));
    [type, data] = [serial.end, data + length];
  }
  return values;
}

/** What does not fit into a page stands in a chain of others. */
async function payloadOf(page: DataView, at: number, size: number, { usable, page: read }: Pages): Promise<DataView> {
  if (size > longestRow) throw new RangeError('a row is too long');
  const most = usable - 35;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((size - least) % (usable - 4));
  const local = size <= most ? size : fitting <= most ? fitting : least;
  const whole = new Uint8Array(size);
  whole.set(bytesOf(page, at, local));
  let next = local === size ? 0 : page.getUint32(at + local);
  for (let filled = local; filled < size; ) {
    const more = await read(next);
    const length = Math.min(usable - 4, size - filled);
    whole.set(bytesOf(more, 4, length), filled);
    filled += length;
    next = more.getUint32(0);
  }
  return new DataView(whole.buffer);
}

function bytesOf(view: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, length);
}

/** Seven bits of each byte, the highest one says that another follows; all eight of a ninth. */
function varint(view: DataView, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = view.getUint8(at + i);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return { value: value * 256 + view.getUint8(at + 8), end: at + 9 };
}

const numberLengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function lengthOf(serial: number): number {
  return serial < 12 ? (numberLengths[serial] ?? 0) : Math.floor((serial - 12) / 2);
}

/** Texts and whole numbers; whatever else is there is of no interest. */
function readValue(view: DataView, at: number, serial: number, length: number): Value {
  if (serial >= 13 && serial % 2 === 1) return new TextDecoder().decode(bytesOf(view, at, length));
  if (serial === 8 || serial === 9) return serial - 8;
  if (serial < 1 || serial > 6) return null;
  let value = view.getInt8(at);
  for (let i = 1; i < length; i++) value = value * 256 + view.getUint8(at + i);
  return value;
}
