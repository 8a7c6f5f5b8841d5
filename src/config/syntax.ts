import type { Syntax } from '../facts/types.js';
import { duplicateKeys } from './duplicate-keys.js';
import { lostBackslashes, lostWindowsPaths } from './lost-backslashes.js';
import type { ParseResult } from './parse.js';
import { parseCause } from './parse-cause.js';
import { parseRepair } from './parse-repair.js';

/** What the text of one file alone tells. A value that stands under a duplicate key is looked at too. */
export function readSyntax(result: ParseResult): Syntax {
  if (result.ok) {
    const { document } = result;
    return {
      file: document.file,
      lostBackslashes: lostBackslashes(document),
      duplicateKeys: duplicateKeys(document.root),
    };
  }
  const { source, failure } = result;
  const explained = parseCause(source, failure);
  const repair = parseRepair(source, explained);
  return {
    file: source.file,
    failure: { ...explained, ...(repair && { repair }) },
    lostBackslashes: lostWindowsPaths(source),
    duplicateKeys: [],
  };
}
