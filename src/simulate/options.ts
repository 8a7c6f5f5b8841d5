import { DoctorError } from '../doctor-error.js';
import { faultKinds } from './faults/kinds.js';
import { isVllmRelease } from './release.js';
import {
  type Fault,
  reasonings,
  type SimulatedModel,
  type SimulatorOptions,
  serverNames,
  templateRules,
  toolFormats,
} from './types.js';

/** Option values as a command line gives them. */
export interface SimulatorFlags {
  readonly port?: string | number;
  readonly host?: string;
  /** `id`, or `id=16384` with a window of its own. */
  readonly model?: string | readonly string[];
  readonly maxModelLen?: string | number;
  /** Name of the environment variable that holds the key. */
  readonly apiKeyEnv?: string;
  /** Program that is imitated: `vllm`, `sglang`, … */
  readonly server?: string;
  readonly release?: string;
  /** Where the OpenAI routes stand; `/` for the root. */
  readonly basePath?: string;
  /** Seconds, or with a unit: `1500ms`, `10s`, `2m`. */
  readonly firstToken?: string;
  readonly firstTokenMs?: string | number;
  readonly prefillRate?: string | number;
  readonly decodeRate?: string | number;
  readonly tools?: boolean;
  /** How the model writes calls, and what the server looks for. */
  readonly toolFormat?: string;
  readonly toolParser?: string;
  readonly reasoning?: string;
  readonly template?: string | readonly string[];
  readonly refuseField?: string | readonly string[];
  readonly stringContentOnly?: boolean;
  readonly rolesMustAlternate?: boolean;
  readonly seed?: string | number;
  /** `kind`, `kind:3` for three requests, `kind:20s` for as long. */
  readonly fault?: string | readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultModel = 'simulated-model';
const defaultWindow = 32_768;

/** Checked options for `startSimulator`. Throws DoctorError on a value that makes no sense. */
export function simulatorOptions(flags: SimulatorFlags, env: Environment = process.env): SimulatorOptions {
  const window = wholeNumber('--max-model-len', inTokens(flags.maxModelLen), 1) ?? defaultWindow;
  const models = listOf(flags.model).map((text) => readModel(text, window));
  const firstTokenDelayMs =
    positive('--first-token-ms', flags.firstTokenMs) ?? duration('--first-token', flags.firstToken);
  return {
    models: models.length > 0 ? models : [{ id: defaultModel, maxModelLen: window }],
    ...defined({
      port: wholeNumber('--port', flags.port, 0, 65_535),
      host: flags.host,
      server: oneOf('--server', flags.server, serverNames),
      release: release(flags.release, flags.server),
      basePath: flags.basePath?.replace(/\/+$/, ''),
      apiKey: keyFrom(flags.apiKeyEnv, env),
      firstTokenDelayMs,
      prefillTokensPerSecond: positive('--prefill-rate', flags.prefillRate),
      decodeTokensPerSecond: positive('--decode-rate', flags.decodeRate),
      tools: flags.tools,
      toolFormat: oneOf('--tool-format', flags.toolFormat, toolFormats),
      toolParser: oneOf('--tool-parser', flags.toolParser, toolFormats),
      reasoning: oneOf('--reasoning', flags.reasoning, reasonings),
      template: someOf('--template', flags.template, templateRules),
      refusedFields: flags.refuseField === undefined ? undefined : listOf(flags.refuseField),
      stringContentOnly: flags.stringContentOnly,
      rolesMustAlternate: flags.rolesMustAlternate,
      seed: wholeNumber('--seed', flags.seed, 0),
    }),
    faults: listOf(flags.fault).map(readFault),
  };
}

// As vLLM reads it from 0.8.4 on: 32k is 32000, 32K is 32768.
function inTokens(value: string | number | undefined): string | number | undefined {
  const match = typeof value === 'string' ? /^(\d+)([kK])$/.exec(value.trim()) : null;
  return match === null ? value : Number(match[1]) * (match[2] === 'k' ? 1000 : 1024);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys whose value is undefined. */
function defined<T extends object>(values: T): Defined<T>;
function defined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

function readModel(text: string, window: number): SimulatedModel {
  const match = /^(.+)=(\d+)$/.exec(text);
  const id = (match?.[1] ?? text).trim();
  if (id === '') throw new DoctorError('usage', '--model needs a name', 'for instance --model qwen3-32b');
  return { id, maxModelLen: wholeNumber('--model', match?.[2], 1) ?? window };
}

function readFault(text: string): Fault {
  const [name, count] = text.split(':');
  const kind = oneOf('--fault', name, faultKinds);
  if (kind === undefined)
    throw new DoctorError('usage', '--fault needs a name', `choose one of ${faultKinds.join(', ')}`);
  if (count !== undefined && /[a-z]$/i.test(count)) return { kind, ...defined({ forMs: duration('--fault', count) }) };
  return { kind, ...defined({ times: wholeNumber('--fault', count, 1) }) };
}

function oneOf<const T extends string>(option: string, text: string | undefined, allowed: readonly T[]): T | undefined {
  if (text === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === text);
  if (found !== undefined) return found;
  throw new DoctorError('usage', `${option} '${text}' is not known`, `choose one of ${allowed.join(', ')}`);
}

function someOf<const T extends string>(
  option: string,
  value: string | readonly string[] | undefined,
  allowed: readonly T[],
): readonly T[] | undefined {
  const chosen = listOf(value).flatMap((text) => oneOf(option, text, allowed) ?? []);
  return chosen.length > 0 ? chosen : undefined;
}

function release(text: string | undefined, server = 'vllm'): string | undefined {
  if (text === undefined || server !== 'vllm' || isVllmRelease(text)) return text;
  throw new DoctorError(
    'usage',
    `'${text}' is no release of vLLM`,
    'give three numbers, for instance --release 0.11.0',
  );
}

function keyFrom(name: string | undefined, env: Environment): string | undefined {
  if (name === undefined) return undefined;
  const key = env[name];
  if (key !== undefined && key !== '') return key;
  throw new DoctorError(
    'usage',
    `the environment variable ${name} is not set`,
    'set it to the key that the server shall demand',
  );
}

function duration(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m)?$/.exec(text.trim());
  const unit = { ms: 1, s: 1000, m: 60_000 }[match?.[2] ?? 's'] ?? 1000;
  if (match !== null) return Number(match[1]) * unit;
  throw new DoctorError('usage', `${option} '${text}' is no time`, 'give seconds, or 1500ms, 10s, 2m');
}

function positive(option: string, value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value !== '' && Number.isFinite(number) && number > 0) return number;
  throw new DoctorError('usage', `${option} '${value}' is no number above 0`, 'give a number, for instance 2000');
}

function wholeNumber(
  option: string,
  value: string | number | undefined,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value !== '' && Number.isSafeInteger(number) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new DoctorError('usage', `${option} '${value}' does not fit`, `give a whole number ${range}`);
}
