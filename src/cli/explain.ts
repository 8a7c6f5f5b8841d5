import { DoctorError } from '../doctor-error.js';
import type { ExplainedText } from '../explain/types.js';
import { allRules } from '../rules/index.js';
import { rulePage } from '../rules/page.js';
import { findRule } from '../rules/select.js';
import { type Context, write } from './context.js';
import { exitCodes } from './exit-code.js';

export interface ExplainFlags {
  readonly format: 'pretty' | 'json';
  readonly color?: boolean;
  readonly ascii?: boolean;
}

/** More than any log that somebody pastes; enough to find its last, telling lines. */
const mostBytes = 20_000_000;

/**
 * `ovd explain RULE`, `ovd explain "error text"`, `ovd explain -`: the page of a rule, or what a text means. Exit code 1 when the
 * text is not known.
 */
export async function explain(words: readonly string[], flags: ExplainFlags, context: Context): Promise<number> {
  const said = words.join(' ').trim();
  if (said === '' && context.stdin.isTTY === true) {
    throw new DoctorError(
      'usage',
      'nothing to explain',
      'give a rule, an error message in quotes, or - for standard input',
    );
  }
  if (said !== '' && said !== '-') {
    if (allRules.some(({ meta }) => meta.id === said)) return page(said, flags, context);
    const explained = await explainWords(said);
    // One plain word, or area/name, that is no known text is a misspelt rule: that error names the nearest.
    if (explained.explanations.length === 0 && /^[a-z][a-z-]*(?:\/[a-z0-9-]+)?$/.test(said))
      return page(said, flags, context);
    return tell(explained, flags, context);
  }
  return tell(await explainWords(await readAll(context.stdin)), flags, context);
}

async function explainWords(text: string): Promise<ExplainedText> {
  const { explainText } = await import('../explain/explain-text.js');
  return explainText(text);
}

async function page(id: string, { format }: ExplainFlags, context: Context): Promise<number> {
  const rule = findRule(allRules, id);
  const text =
    format === 'json' ? `${JSON.stringify({ schemaVersion: '1.0', rule: rule.meta }, null, 2)}\n` : rulePage(rule);
  await write(context.stdout, text);
  return exitCodes.clean;
}

async function tell(explained: ExplainedText, flags: ExplainFlags, context: Context): Promise<number> {
  const { explanationJson, explanationReport } = await import('../report/explanation.js');
  const { terminalFor } = await import('../report/terminal.js');
  const { stdout, env, platform } = context;
  const text =
    flags.format === 'json'
      ? explanationJson(explained)
      : explanationReport(explained, terminalFor(stdout, env, platform, flags));
  await write(stdout, text);
  return explained.explanations.length > 0 || explained.isConfig ? exitCodes.clean : exitCodes.findings;
}

/** Standard input; of more than 20 MB the last part, where the error stands. */
async function readAll(stdin: AsyncIterable<Uint8Array | string>): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stdin) {
    pieces.push(Buffer.from(piece));
    bytes += piece.length;
    while (bytes - (pieces[0]?.length ?? 0) > mostBytes) bytes -= pieces.shift()?.length ?? 0;
  }
  return Buffer.concat(pieces).toString('utf8');
}
