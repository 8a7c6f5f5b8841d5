import type { Cause, ExplainedText, Explanation } from '../explain/types.js';
import type { Terminal } from './terminal.js';
import { plural, printable, wrap } from './text.js';

/** What a pasted text means, for people: most telling line first. */
export function explanationReport(explained: ExplainedText, terminal: Terminal): string {
  const { explanations, isConfig } = explained;
  const parts =
    explanations.length === 0
      ? [isConfig ? '' : unknownText(explained, terminal)]
      : explanations.map((explanation, i) => paragraph(explanation, i, terminal));
  if (isConfig) parts.push(configNote(terminal));
  else parts.push(closing(explained, terminal));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The same as JSON; `known` is false when nothing was recognised. */
export function explanationJson(explained: ExplainedText): string {
  const { explanations, nearest, isConfig, lines } = explained;
  const document = { schemaVersion: '1.0', known: explanations.length > 0, lines, isConfig, explanations, nearest };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const indent = '  ';
const labelWidth = 10;

/** The first ones in full; what comes after them tells less and gets its first cause only. */
const inFull = 3;

function paragraph(explanation: Explanation, rank: number, { colour, width, symbols }: Terminal): string {
  const { speaker, line, at, count, text, meaning, releases, sums, shownAs, follows } = explanation;
  const where = [`line ${line}`, ...(at === undefined ? [] : [at]), ...(count > 1 ? [`${count} times`] : [])];
  const head = `${colour.bold(speaker === 'you' ? 'In the text' : `${capital(speaker)} says`)} ${colour.dim(`${symbols.dot} ${where.join(` ${symbols.dot} `)} ${symbols.dot} ${explanation.id}`)}`;
  const field = (label: string, body: string) => labelled(label, body, width);
  const lines = [
    head,
    ...wrap(printable(text), width - 4).map((row) => `${indent}${indent}${row}`),
    ...(explanation.pieceOf === undefined ? [] : field('piece of', printable(explanation.pieceOf))),
    ...field('means', meaning),
    ...(releases === undefined ? [] : field('printed by', releases)),
    ...(sums ?? []).flatMap((sum, i) => field(i === 0 ? 'sum' : '', sum)),
    ...(shownAs ?? []).flatMap((shown, i) => field(i === 0 ? 'you see' : '', shown)),
    ...(follows ?? [])
      .slice(0, 5)
      .flatMap((later, i) => field(i === 0 ? 'follows' : '', `line ${later.line}: ${printable(later.text)}`)),
    ...explanation.causes.slice(0, rank < inFull ? 9 : 1).flatMap((cause, i) => causeLines(cause, i + 1, width)),
  ];
  return lines.join('\n');
}

function causeLines({ why, rule, look, fix }: Cause, rank: number, width: number): string[] {
  return [
    ...labelled(`cause ${rank}`, why, width),
    ...(rule === undefined ? [] : labelled('', `check: ovd doctor --only ${rule}`, width)),
    ...(look === undefined ? [] : labelled('', `look:  ${look}`, width)),
    ...labelled('', `fix:   ${fix}`, width),
  ];
}

function labelled(label: string, body: string, width: number): string[] {
  return wrap(body, width - indent.length - labelWidth - 1).map(
    (row, i) => `${indent}${(i === 0 ? label : '').padEnd(labelWidth)} ${row}`,
  );
}

function unknownText({ nearest, lines }: ExplainedText, { width }: Terminal): string {
  const what = lines === 1 ? 'This text is not known here.' : `None of these ${plural(lines, 'line')} is known here.`;
  const alike =
    nearest.length === 0
      ? []
      : [
          'Nearest known texts:',
          ...nearest.flatMap(({ id, wording }) => wrap(`- ${printable(wording)} (${id})`, width - 2)),
        ];
  return [what, ...alike].join('\n');
}

function closing({ explanations }: ExplainedText, { width }: Terminal): string {
  const next =
    explanations.length === 0
      ? 'Next: ovd doctor looks at config and server itself; for the sentence that OpenClaw hides, paste its log (openclaw logs --follow, or standard error of openclaw agent), where rawError= stands.'
      : 'Next: ovd doctor runs every check named here on your config and server.';
  return wrap(next, width).join('\n');
}

function configNote({ width }: Terminal): string {
  return wrap(
    'The text is or holds a config. To examine that: ovd doctor --offline --config - reads it from standard input.',
    width,
  ).join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
