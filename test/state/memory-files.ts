import type { ScenarioFile } from '../../src/rules/scenario.js';
import type { FileLook, StateFiles } from '../../src/state/files.js';

export interface MemoryOptions {
  /** Absolute, without a slash at the end. */
  readonly folder: string;
  /** By path below `folder`. */
  readonly files: Readonly<Record<string, string | ScenarioFile>>;
  /** Permission bits of every folder; 0o700 unless said. */
  readonly folderMode?: number;
  /** No modes, as on Windows. */
  readonly modeless?: boolean;
}

export interface MemoryFiles extends StateFiles {
  /** Every question that was asked, in order. */
  readonly asked: readonly string[];
}

const writtenMs = Date.UTC(2026, 10, 1);

/** Files that exist only here; the folders are those that the paths name. */
export function memoryFiles({ folder, files, folderMode = 0o700, modeless = false }: MemoryOptions): MemoryFiles {
  const plain = (path: string) => path.replaceAll('\\', '/');
  const entries = new Map(
    Object.entries(files).map(([name, file]): [string, ScenarioFile] => [
      `${plain(folder)}/${name}`,
      typeof file === 'string' ? { text: file } : file,
    ]),
  );
  const below = (path: string) => [...entries.keys()].filter((name) => name.startsWith(`${plain(path)}/`));
  const asked: string[] = [];
  const look = (path: string): FileLook | undefined => {
    const file = entries.get(plain(path));
    const bits = (mode: number) => (modeless ? {} : { mode });
    if (file !== undefined) {
      const modifiedMs = writtenMs + (file.younger ?? 0) * 1000;
      return { kind: 'file', sizeBytes: file.sizeBytes ?? file.text.length, modifiedMs, ...bits(file.mode ?? 0o600) };
    }
    if (below(path).length === 0) return undefined;
    return { kind: 'folder', sizeBytes: 0, modifiedMs: writtenMs, ...bits(folderMode) };
  };
  return {
    asked,
    list: async (path) => {
      asked.push(`list ${plain(path)}`);
      const names = below(path).map((name) => name.slice(plain(path).length + 1).split('/')[0] ?? '');
      return names.length === 0 ? undefined : [...new Set(names)];
    },
    look: async (path) => {
      asked.push(`look ${plain(path)}`);
      return look(path);
    },
    bytes: async (path, offset, length) => {
      asked.push(`bytes ${plain(path)}`);
      const file = entries.get(plain(path));
      if (file === undefined) return new Uint8Array();
      const whole = file.base64 === undefined ? Buffer.from(file.text) : Buffer.from(file.base64, 'base64');
      return new Uint8Array(whole.subarray(offset, offset + length));
    },
    read: async (path) => {
      asked.push(`read ${plain(path)}`);
      const file = entries.get(plain(path));
      if (file === undefined) throw new Error(`no ${path}`);
      return file.text;
    },
  };
}
