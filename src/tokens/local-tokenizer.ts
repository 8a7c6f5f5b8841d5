import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isObject, type JsonObject, type JsonValue } from '../config/json.js';
import { DoctorError } from '../doctor-error.js';
import type { ToolForm } from './families.js';

/** The vocabulary of a model from its own `tokenizer.json`. */
export interface LocalTokenizer {
  /** `tokenizer.json of Qwen3-8B` */
  readonly name: string;
  /** Tokens of a text, without those that a template puts around it. */
  readonly count: (text: string) => number;
  /** How the chat template that lies beside it prints tools; undefined when there is none, or it does not say. */
  readonly toolForm: Exclude<ToolForm, 'unknown'> | undefined;
}

const hint = 'give --tokenizer the tokenizer.json of the model, or the folder that holds it';

/** What `@huggingface/tokenizers` 0.2.0 implements; another kind it takes for one of these without a word. */
const known: ReadonlySet<string> = new Set(['BPE', 'Unigram', 'WordPiece']);

/**
 * Reads the `tokenizer.json` of a Hugging Face model: the file, or the folder that holds it, whose `tokenizer_config.json` and
 * `chat_template.jinja` are read too. Loads `@huggingface/tokenizers`.
 * Throws DoctorError: `not-found`, `unreadable` (not JSON), `usage` (another kind of file, or of tokenizer).
 */
export async function loadTokenizer(given: string): Promise<LocalTokenizer> {
  const file = await tokenizerFile(given);
  const definition = definitionOf(await readText(file), file);
  const kind = isObject(definition['model']) ? definition['model']['type'] : undefined;
  if (typeof kind === 'string' && !known.has(kind)) {
    throw new DoctorError('usage', `${file} holds a tokenizer of the kind ${kind}, which is not known here`, hint);
  }
  const folder = path.dirname(file);
  const settings = (await readObject(path.join(folder, 'tokenizer_config.json'))) ?? {};
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const options = { add_special_tokens: false };
  const count = (text: string) => (text === '' ? 0 : tokenizer.encode(text, options).ids.length);
  let tokenizer: InstanceType<typeof Tokenizer>;
  try {
    tokenizer = new Tokenizer(definition, settings);
    count('Reply with exactly: smoke-ok');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DoctorError('usage', `${file} cannot be used as a tokenizer: ${reason}`, hint, { cause: error });
  }
  const template = await templateBeside(folder, settings);
  return { name: nameOf(file), count, toolForm: template === undefined ? undefined : toolFormOf(template) };
}

async function tokenizerFile(given: string): Promise<string> {
  const found = await stat(given).catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing ? 'it does not exist' : error instanceof Error ? error.message : String(error);
    throw new DoctorError(missing ? 'not-found' : 'unreadable', `cannot read the tokenizer ${given}: ${reason}`, hint, {
      cause: error,
    });
  });
  return found.isDirectory() ? path.join(given, 'tokenizer.json') : given;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing ? 'the folder has no such file' : error instanceof Error ? error.message : String(error);
    throw new DoctorError(missing ? 'not-found' : 'unreadable', `cannot read the tokenizer ${file}: ${reason}`, hint, {
      cause: error,
    });
  }
}

/** Throws when it is no `tokenizer.json`, naming what it looks like instead. */
function definitionOf(text: string, file: string): JsonObject {
  const value = parse(text);
  if (value === undefined) {
    const what = otherKind(text) ?? 'no JSON';
    throw new DoctorError('unreadable', `${file} is ${what}, not a tokenizer.json`, hint);
  }
  if (isObject(value) && isObject(value['model'])) return value;
  const what = !isObject(value)
    ? 'JSON without "model"'
    : 'tokenizer_class' in value || 'chat_template' in value
      ? 'a tokenizer_config.json, which names the tokenizer and does not hold it'
      : 'architectures' in value || 'model_type' in value
        ? 'the config.json of a model'
        : Object.values(value).every((id) => typeof id === 'number')
          ? 'a bare vocabulary (vocab.json)'
          : 'JSON without "model"';
  throw new DoctorError('usage', `${file} is ${what}, not a tokenizer.json`, hint);
}

/** By its first bytes. */
function otherKind(text: string): string | undefined {
  if (text.trim() === '') return 'empty';
  if (text.startsWith('GGUF')) return 'a GGUF file';
  if (text.startsWith('version https://git-lfs')) return 'a Git LFS pointer: the file itself was never fetched';
  if (/^\n?[\0-\x20].{0,40}<unk>/s.test(text)) return 'a SentencePiece model (tokenizer.model)';
  if (/^[A-Za-z0-9+/]+={0,2} \d+\r?\n/.test(text)) return 'a tiktoken vocabulary';
  return undefined;
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text.replace(/^\ufeff/, ''));
    return value;
  } catch {
    // What it is instead says the caller.
    return undefined;
  }
}

async function readObject(file: string): Promise<JsonObject | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined); // optional beside the tokenizer
  const value = text === undefined ? undefined : parse(text);
  return isObject(value) ? value : undefined;
}

async function templateBeside(folder: string, settings: JsonObject): Promise<string | undefined> {
  const own = await readFile(path.join(folder, 'chat_template.jinja'), 'utf8').catch(() => undefined); // newer checkpoints
  const written = settings['chat_template'];
  return own ?? (typeof written === 'string' ? written : undefined);
}

/** `tojson(indent=4)` is what Llama 3 and 4 print, `tojson` what Qwen, Hermes and DeepSeek do. */
function toolFormOf(template: string): LocalTokenizer['toolForm'] {
  if (!/\btools\b/.test(template)) return undefined;
  if (/render_typescript_type/.test(template)) return 'typescript';
  if (/<parameter>|render_extra_keys/.test(template)) return 'xml';
  if (/tojson\s*\(\s*indent/.test(template)) return 'indented';
  return /\|\s*tojson\b/.test(template) ? 'spaced' : undefined;
}

function nameOf(file: string): string {
  const folder = path.basename(path.dirname(path.resolve(file)));
  return folder === '' ? path.basename(file) : `${path.basename(file)} of ${folder}`;
}
