import type { ConfigDocument } from '../../src/config/document.js';
import { type ConfigFiles, loadFiles } from '../../src/config/files.js';
import { parseConfig } from '../../src/config/parse.js';
import type { ConfigPath } from '../../src/config/path.js';
import type { ConfigOp, Fix } from '../../src/rules/define.js';
import type { Finding } from '../../src/rules/finding.js';

export function parsed(text: string): ConfigDocument {
  const result = parseConfig({ file: 'openclaw.json', text });
  if (!result.ok) throw new Error(result.failure.problem);
  return result.document;
}

/** A config of one file. */
export function filesOf(text: string): ConfigFiles {
  return loadFiles(parsed(text));
}

export const set = (path: ConfigPath, value: number | string): ConfigOp => ({ op: 'set', path, value });
export const remove = (...path: (string | number)[]): ConfigOp => ({ op: 'remove', path });

interface Wanted {
  readonly rule?: string;
  readonly severity?: Finding['severity'];
  readonly at?: number;
  readonly ops?: readonly ConfigOp[];
  readonly fix?: Partial<Fix>;
}

/** A finding as a rule would report it; without `ops` it has no fix. */
export function finding({ rule = 'context/a', severity = 'error', at = 0, ops, fix = {} }: Wanted = {}): Finding {
  return {
    ruleId: rule,
    messageId: 'm',
    message: 'm',
    data: {},
    severity,
    confidence: 'certain',
    at: { file: 'openclaw.json', start: at, end: at + 1 },
    proof: [],
    related: [],
    why: 'w',
    ...(ops !== undefined && { fix: { title: 't', safety: 'safe', ops, ...fix } }),
  };
}
