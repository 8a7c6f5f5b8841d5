import { recommendMaxTokens } from '../effective/limits.js';
import { knownErrors, readErrorBody, recogniseError } from '../probe/error-body.js';
import { createGate } from '../probe/needles.js';
import type { ServerErrorPattern } from '../probe/server-errors.js';
import { createShow } from '../probe/show.js';
import type { RecognisedError } from '../probe/types.js';
import { type CauseId, causes } from './causes.js';
import { findFragment } from './fragment.js';
import { generalSymptoms } from './general-symptoms.js';
import { hostSymptoms } from './host-symptoms.js';
import { httpSymptoms } from './http-symptoms.js';
import { type CleanLine, cleanLine, shapeOf } from './lines.js';
import { nearestWordings } from './nearest-wording.js';
import { openclawSymptoms } from './openclaw-symptoms.js';
import { serverCauses, shownByOpenClaw } from './server-symptoms.js';
import type { Cause, ExplainedText, Explanation, Symptom } from './types.js';

export const symptoms: readonly Symptom[] = [...openclawSymptoms, ...hostSymptoms, ...generalSymptoms, ...httpSymptoms];

/** Kinds of lines that are looked at; of a longer log the last ones. */
const mostLines = 20_000;
/** Up to here lines are also read across their ends, as they stand in a mail or a comment. */
const mostJoined = 400;
/** Up to here a line may be a piece of a sentence. */
const mostPieced = 60;
const mostShown = 8;

/** Finds the lines that tell why something failed, in an error message, a log, or whatever else was pasted. */
export function explainText(input: string): ExplainedText {
  const raw = input.split(/\r\n|\n|\r/);
  const lines = distinctLines(raw);
  const found = new Map<string, Explanation>();
  const add = (explanation: Explanation, count: number) => {
    const before = found.get(explanation.id);
    found.set(
      explanation.id,
      before === undefined ? { ...explanation, count } : { ...before, count: before.count + count },
    );
  };
  for (const { line, clean, count } of lines) {
    for (const explanation of explainLine(clean, line, raw.length === 1)) add(explanation, count);
  }
  if (lines.length <= mostPieced) {
    for (const { line, clean, count } of lines) {
      const piece = pieceIn(clean, line);
      if (piece !== undefined) add(piece, count);
    }
  }
  if (lines.length <= mostJoined && lines.length > 1) {
    for (const joined of acrossEnds(lines)) if (!found.has(joined.id)) found.set(joined.id, joined);
  }
  const explanations = rank(withoutPieced(foldFollowers([...found.values()]))).slice(0, mostShown);
  return {
    explanations,
    nearest:
      explanations.length > 0
        ? []
        : nearestWordings(
            lines.map(({ clean }) => clean.text),
            wordings(),
          ),
    isConfig: looksLikeConfig(input),
    lines: raw.length,
  };
}

interface DistinctLine {
  /** Counted from 1. */
  readonly line: number;
  readonly clean: CleanLine;
  readonly count: number;
}

/** Lines that differ in a number or an id are one: a log of a day has a few hundred of them. */
function distinctLines(raw: readonly string[]): readonly DistinctLine[] {
  const seen = new Map<string, { line: number; clean: CleanLine; count: number }>();
  for (const [i, text] of raw.entries()) {
    const clean = cleanLine(text);
    if (clean.text === '') continue;
    const shape = shapeOf(clean.text);
    const before = seen.get(shape);
    if (before === undefined) seen.set(shape, { line: i + 1, clean, count: 1 });
    else before.count += 1;
  }
  return [...seen.values()].slice(-mostLines);
}

const gate = createGate(symptoms.map(({ pattern }) => pattern));

function explainLine(clean: CleanLine, line: number, alone: boolean): readonly Explanation[] {
  const worthTrying = gate(clean.text);
  const found = symptoms.flatMap((symptom) => {
    if (!worthTrying(symptom.pattern)) return [];
    const match = symptom.pattern.exec(clean.text);
    return match === null ? [] : [fromSymptom(symptom, match, clean, line)];
  });
  const server = serverErrorIn(clean);
  const known = server !== undefined && (alone || clean.body !== undefined || !inLogsOnlyAsBody.has(server.id));
  const row = known ? knownErrors.find(({ id }) => id === server.id) : undefined;
  return withoutVague(
    row === undefined || server === undefined ? found : [fromServer(row, server, clean, line), ...found],
  );
}

/** Where a piece of a sentence is known, what its line could also stand for is left out. */
function withoutPieced(found: readonly Explanation[]): readonly Explanation[] {
  const pieced = new Set(found.filter(({ pieceOf }) => pieceOf !== undefined).map(({ line }) => line));
  return found.filter(({ id, line }) => !vague.has(id) || !pieced.has(line));
}

const vague = new Set([...generalSymptoms, ...httpSymptoms].map(({ id }) => id));

/** A wording that stands for many things gives way to one that names its own; of several such the most telling stays. */
function withoutVague(found: readonly Explanation[]): readonly Explanation[] {
  const clear = found.filter(({ id, tells }) => !vague.has(id) && tells > 0);
  if (clear.length > 0) return found.filter(({ id }) => !vague.has(id));
  const [best] = found.toSorted((a, b) => b.tells - a.tells);
  return found.filter((row) => !vague.has(row.id) || row === best);
}

/** A known sentence that was cut short or pasted in part; only where the line says nothing clearer. */
function pieceIn(clean: CleanLine, line: number): Explanation | undefined {
  if (explainLine(clean, line, true).some(({ id, tells }) => !vague.has(id) && tells > 1)) return undefined;
  const id = findFragment(clean.text, sentences)?.id;
  const symptom = symptoms.find((row) => row.id === id);
  if (symptom !== undefined) {
    return { ...fromSymptom(symptom, wholeLine(clean), clean, line), pieceOf: symptom.wording };
  }
  const row = knownErrors.find((candidate) => candidate.id === id);
  if (row === undefined) return undefined;
  const overflow = generalSymptoms.find((general) => general.id === 'general.overflow');
  const numbers = row.kind === 'context-overflow' ? numbersOf(overflow?.pattern.exec(clean.text)?.groups) : {};
  return { ...fromServer(row, { id: row.id, kind: row.kind, numbers }, clean, line), pieceOf: row.template };
}

function wholeLine({ text }: CleanLine): Match {
  return { index: 0, 0: text };
}

const sentences = [
  ...knownErrors.map(({ id, template }) => ({ id, wording: template })),
  ...symptoms.filter(({ id }) => !vague.has(id)).map(({ id, wording }) => ({ id, wording })),
].filter(({ wording }, i, all) => all.findIndex((row) => row.wording === wording) === i);

function serverErrorIn({ text, body }: CleanLine): RecognisedError | undefined {
  const inText = recogniseError(text, body ?? text);
  return inText ?? (body === undefined ? undefined : readErrorBody(body).recognised);
}

/** Sentences so short that a log holds them for other reasons. */
const inLogsOnlyAsBody = new Set([
  'llamacpp.loading',
  'llamacpp.auth',
  'tabbyapi.auth',
  'vllm.generation-error',
  'template.index',
  'lmstudio.no-model',
  'lmstudio.load-failed',
]);

/** Sentences that were broken into several lines. */
function acrossEnds(lines: readonly DistinctLine[]): readonly Explanation[] {
  return lines.flatMap(({ line, clean }, i) => {
    const rest = lines.slice(i + 1, i + 4).map((next) => next.clean.text);
    const text = [clean.text, ...rest].join(' ').slice(0, 4_000);
    return explainLine({ ...clean, text }, line, false).filter(({ id }) => startsBefore(id, text, clean.text.length));
  });
}

/** What begins in a later line is told with that line. */
function startsBefore(id: string, text: string, end: number): boolean {
  const pattern = [...symptoms, ...knownErrors].find((row) => row.id === id)?.pattern;
  return (pattern?.exec(text)?.index ?? end) < end;
}

const show = createShow([]);

type Match = Pick<RegExpExecArray, 'index' | 'groups'> & { readonly 0: string };

function fromSymptom(symptom: Symptom, match: Match, clean: CleanLine, line: number): Explanation {
  const numbers = numbersOf(match.groups);
  return {
    id: symptom.id,
    speaker: symptom.speaker,
    tells: symptom.tells,
    line,
    count: 1,
    ...(clean.at !== undefined && { at: show(clean.at, 40) }),
    text: excerpt(clean.text, match.index, match[0].length),
    meaning: symptom.meaning,
    ...(Object.keys(numbers).length > 0 && { numbers }),
    ...excessOf(numbers),
    causes: toCauses(symptom.causes),
    source: symptom.source,
  };
}

/** What is left of the arithmetic when the sentence was cut. */
function excessOf({ maxModelLen, requested }: Readonly<Record<string, number>>): { sums?: readonly string[] } {
  if (maxModelLen === undefined || requested === undefined || requested <= maxModelLen) return {};
  return { sums: [`${requested} tokens asked for, ${maxModelLen} served: ${requested - maxModelLen} too many`] };
}

function fromServer(row: ServerErrorPattern, server: RecognisedError, clean: CleanLine, line: number): Explanation {
  const { numbers } = server;
  const shown = shownByOpenClaw(row);
  const releases = releasesOf(row);
  const sums = sumsOf(server);
  const match = row.pattern.exec(clean.text);
  return {
    id: row.id,
    speaker: row.kind === 'proxy' ? 'proxy' : 'model server',
    tells: row.kind === 'startup-info' ? 0 : 3,
    line,
    count: 1,
    ...(clean.at !== undefined && { at: show(clean.at, 40) }),
    text: excerpt(clean.text, match?.index ?? 0, match?.[0].length ?? clean.text.length),
    meaning: sentence(row.cause),
    ...(releases !== undefined && { releases }),
    ...(Object.keys(numbers).length > 0 && { numbers }),
    ...(sums.length > 0 && { sums }),
    ...(shown !== undefined && { shownAs: shown.shownAs }),
    causes: toCauses(serverCauses(row)),
    source: row.source,
  };
}

function toCauses(ids: readonly CauseId[]): readonly Cause[] {
  return ids.map((id) => causes[id]);
}

function releasesOf({ server, since, until }: ServerErrorPattern): string | undefined {
  if (since === undefined) return undefined;
  return until === undefined ? `${server} ${since} and later` : `${server} ${since} to ${until}`;
}

function numbersOf(groups: Readonly<Record<string, string | undefined>> | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(groups ?? {}).flatMap(([name, text]) =>
      text !== undefined && /^\d{1,15}$/.test(text) ? [[name, Number(text)]] : [],
    ),
  );
}

/** The arithmetic of a context overflow, and what would fit. */
function sumsOf({ kind, numbers, floor }: RecognisedError): readonly string[] {
  const { inputTokens, outputTokens, maxModelLen } = numbers;
  if (kind !== 'context-overflow' || maxModelLen === undefined) return [];
  if (inputTokens === undefined) {
    return outputTokens === undefined ? [] : [`the answer alone asks for ${outputTokens} of ${maxModelLen} tokens`];
  }
  const atLeast = floor === true ? 'at least ' : '';
  const left = maxModelLen - inputTokens;
  if (left <= 0 || floor === true) {
    return [
      `the prompt alone is ${atLeast}${inputTokens} of ${maxModelLen} tokens: no maxTokens helps`,
      ...(floor === true ? ['the server stopped counting there; POST /tokenize tells the real size'] : []),
    ];
  }
  const sum =
    outputTokens === undefined
      ? `prompt ${inputTokens} of ${maxModelLen} tokens`
      : `prompt ${inputTokens} + answer ${outputTokens} = ${inputTokens + outputTokens} > ${maxModelLen} served`;
  const fits = recommendMaxTokens(left, outputTokens ?? null);
  return [
    `${sum}: ${left} left for the answer`,
    fits === undefined
      ? 'too little for a useful answer: the window or the prompt must change'
      : `maxTokens ${fits} would fit`,
  ];
}

/** The line around what matched, fit to print. */
function excerpt(text: string, start: number, length: number): string {
  const from = start > 120 ? Math.max(0, start - 40) : 0;
  const to = Math.max(start + length, from + 240);
  return `${from > 0 ? '…' : ''}${show(text.slice(from, Math.min(to, from + 600)), 320)}`;
}

function sentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** A line that follows from a more telling one goes under it. */
function foldFollowers(found: readonly Explanation[]): readonly Explanation[] {
  const leaders = new Map<string, Explanation>();
  for (const leader of found) {
    for (const id of followersOf(leader.id)) if (id !== leader.id && !leaders.has(id)) leaders.set(id, leader);
  }
  const isFollower = ({ id }: Explanation) => leaders.has(id) && !leadsBack(leaders.get(id)?.id ?? '', id);
  return found
    .filter((explanation) => !isFollower(explanation))
    .map((leader) => {
      const follows = found
        .filter(
          (follower) =>
            isFollower(follower) && leaders.get(follower.id)?.id === leader.id && follower.line !== leader.line,
        )
        .map(({ line, text }) => ({ line, text }));
      return follows.length === 0 ? leader : { ...leader, follows };
    });
}

function leadsBack(leader: string, follower: string): boolean {
  return followersOf(follower).includes(leader);
}

function followersOf(id: string): readonly string[] {
  const symptom = symptoms.find((row) => row.id === id);
  if (symptom !== undefined) return symptom.leadsTo ?? [];
  const row = knownErrors.find((candidate) => candidate.id === id);
  return (row === undefined ? undefined : shownByOpenClaw(row))?.leadsTo ?? [];
}

/** What tells most first; the server before OpenClaw, who passes on; then what came first. */
function rank(found: readonly Explanation[]): readonly Explanation[] {
  const weight = ({ tells, speaker }: Explanation) =>
    tells * 2 + (speaker === 'model server' || speaker === 'proxy' ? 1 : 0);
  return found.toSorted((a, b) => weight(b) - weight(a) || a.line - b.line || a.id.localeCompare(b.id));
}

function wordings(): readonly { readonly id: string; readonly wording: string }[] {
  return [
    ...symptoms.map(({ id, wording }) => ({ id, wording })),
    ...knownErrors.map(({ id, template }) => ({ id, wording: template })),
  ];
}

function looksLikeConfig(text: string): boolean {
  const start = text.replace(/^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]{0,10000}?\*\/)+/, '');
  return start.startsWith('{') && /["']?(?:agents|models|gateway|providers|channels)["']?\s*:/.test(start);
}
