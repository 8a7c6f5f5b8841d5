import { DoctorError } from '../doctor-error.js';
import { isVllmRelease } from './release.js';
import type { Fault, FaultKind, SimulatedModel, SimulatorOptions } from './types.js';

/** Option values as a command line gives them. */
export interface SimulatorFlags {
  readonly port?: string | number;
  readonly host?: string;
  /** `id`, or `id=16384` with a window of its own. */
  readonly model?: string | readonly string[];
  readonly maxModelLen?: string | number;
  /** Name of the environment variable that holds the key. */
  readonly apiKeyEnv?: string;
  readonly release?: string;
  /** Seconds, or with a unit: `1500ms`, `10s`, `2m`. */
  readonly firstToken?: string;
  readonly firstTokenMs?: string | number;
  readonly prefillRate?: string | number;
  readonly decodeRate?: string | number;
  readonly tools?: boolean;
  readonly stringContentOnly?: boolean;
  readonly rolesMustAlternate?: boolean;
  readonly seed?: string | number;
  /** `kind`, or `kind:times`. */
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
      release: release(flags.release),
      apiKey: keyFrom(flags.apiKeyEnv, env),
      firstTokenDelayMs,
      prefillTokensPerSecond: positive('--prefill-rate', flags.prefillRate),
      decodeTokensPerSecond: positive('--decode-rate', flags.decodeRate),
      tools: flags.tools,
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

const faultKinds: readonly FaultKind[] = [
  'html',
  'not-json',
  'hang',
  'slow-drip',
  'cut',
  'close',
  'refuse',
  'redirect',
  'rate-limit',
  'server-error',
  'loading',
];

function readFault(text: string): Fault {
  const [name = '', count] = text.split(':');
  const kind = faultKinds.find((candidate) => candidate === name);
  if (kind === undefined)
    throw new DoctorError('usage', `there is no fault '${name}'`, `choose one of ${faultKinds.join(', ')}`);
  const times = wholeNumber('--fault', count, 1);
  return { kind, ...(times !== undefined && { times }) };
}

function release(text: string | undefined): string | undefined {
  if (text === undefined || isVllmRelease(text)) return text;
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
