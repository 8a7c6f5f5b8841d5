/** Bytes of a file from `offset` on: fewer at its end, none when it is not there. */
export type ReadBytes = (file: string, offset: number, length: number) => Promise<Uint8Array>;

export interface Pages {
  /** Bytes of a page that records may use. */
  readonly usable: number;
  /** Counted from 1. */
  page(number: number): Promise<DataView>;
}

const magic = 'SQLite format 3\0';
const largestLog = 64 * 1024 * 1024;
const readAtOnce = 8 * 1024 * 1024;

/**
 * The pages of a SQLite database as a reader of now sees them: of the file, or newer ones of its write-ahead log up to the last commit
 * (https://sqlite.org/fileformat2.html). Reads alone: no lock, no file is made. Undefined for another kind of file, or text that is
 * not UTF-8.
 */
export async function openPages(file: string, read: ReadBytes): Promise<Pages | undefined> {
  // One read is quicker than one for each page; what is longer is read by pages.
  const start = await read(file, 0, readAtOnce);
  const isWhole = start.byteLength < readAtOnce;
  const header = viewOf(start);
  if (header.byteLength < 100 || latin(header, 0, magic.length) !== magic) return undefined;
  if (header.getUint32(56) > 1) return undefined;
  const written = header.getUint16(16);
  const size = written === 1 ? 65_536 : written;
  const log = await readLog(`${file}-wal`, size, read);
  return {
    usable: size - header.getUint8(20),
    page: async (number) => {
      const offset = log.get(number);
      const at = (number - 1) * size;
      const bytes = viewOf(
        offset !== undefined
          ? await read(`${file}-wal`, offset, size)
          : isWhole
            ? start.subarray(at, at + size)
            : await read(file, at, size),
      );
      if (bytes.byteLength < size) throw new RangeError(`page ${number} is missing`);
      return bytes;
    },
  };
}

const frameHeader = 24;

/** Where the newest committed form of each page stands in the log. */
async function readLog(file: string, size: number, read: ReadBytes): Promise<ReadonlyMap<number, number>> {
  const committed = new Map<number, number>();
  const log = viewOf(await read(file, 0, largestLog));
  if (log.byteLength < 32 || log.getUint32(0) >>> 1 !== 0x377f0682 >>> 1 || log.getUint32(8) !== size) return committed;
  const pending = new Map<number, number>();
  for (let at = 32; at + frameHeader + size <= log.byteLength; at += frameHeader + size) {
    // Frames of an older log, which this one has not overwritten yet, have other salts.
    if ([16, 20].some((salt) => log.getUint32(at + salt - 8) !== log.getUint32(salt))) break;
    pending.set(log.getUint32(at), at + frameHeader);
    if (log.getUint32(at + 4) === 0) continue;
    for (const [page, offset] of pending) committed.set(page, offset);
    pending.clear();
  }
  return committed;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function latin(view: DataView, start: number, length: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + start, length));
}
