import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { capturedPrompts, type PromptSource } from './captured-prompts.js';
import type { ConfigDocument, SourceText } from './config/document.js';
import { editsFor } from './config/edit.js';
import { ownedOps } from './config/edit-files.js';
import type { ConfigFiles } from './config/files.js';
import { homeOf, shownPath } from './config/home.js';
import { type ConfigLocation, locateConfig } from './config/locate.js';
import { readConfig } from './config/read.js';
import { DoctorError } from './doctor-error.js';
import { headersFor } from './effective/authorization.js';
import type { Examination } from './examination.js';
import { type ConfigFacts, type ConfigQuestion, gatherConfigFacts } from './facts/config-facts.js';
import { unknown } from './facts/fact.js';
import { placesIn } from './facts/places.js';
import { createServerDesk, type ServerDesk, type ServerFacts, type ServerQuestion } from './facts/server-facts.js';
import type { ProbeLevel } from './probe/questions/question.js';
import type { WaitLook } from './probe/wait-ready.js';
import type { Finding } from './rules/finding.js';
import { allRules } from './rules/index.js';
import { runRules } from './rules/run-rules.js';
import { selectRules } from './rules/select.js';
import { readPrompt, type UserPrompt } from './tokens/prompt-file.js';
import { toolVersion } from './version.js';

export interface ExamineOptions {
  /** File, or `-` for standard input; the one that OpenClaw would use when absent. */
  readonly config?: string;
  readonly profile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** No socket, no name look-up. */
  readonly offline?: boolean;
  /** A release, `installed` or `latest`. */
  readonly openclawVersion?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Add the text edits of each fix to its finding; takes time, and only JSON shows them. */
  readonly withEdits?: boolean;
  /** Longest wait for one answer of a server; 10 s unless given. */
  readonly timeoutMs?: number;
  /** How much is asked about what a server takes; `standard` unless given. */
  readonly probe?: ProbeLevel;
  /** A prompt of the user's own to count, in place of a typical first turn. */
  readonly promptFile?: string;
  /** `tokenizer.json` of the model, or its folder: counts where the server does not. */
  readonly tokenizerFile?: string;
  /** Confirm the predicted first token with one request as long as the first turn. */
  readonly confirmFirstToken?: boolean;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
  readonly onProgress?: (awaited: string) => void;
  /** Wait so long for model servers that are not ready yet. */
  readonly waitMs?: number;
  readonly onWait?: (look: WaitLook) => void;
}

/** An examination, and what a fix needs besides. Holds the text with its secrets: never printed. */
export interface Patient {
  readonly run: Examination;
  readonly source: SourceText;
  /** The top file; undefined when it does not parse. */
  readonly document: ConfigDocument | undefined;
  /** What the config alone told, its values included. */
  readonly gathered: ConfigFacts;
  readonly prompts: PromptSource;
  /** The same with what it includes. */
  readonly files: ConfigFiles | undefined;
}

export interface Examiner {
  /** Of the files as they are, or of these texts in their place. Servers are asked only what they were not asked before. */
  examine(texts?: ReadonlyMap<string, string>): Promise<Patient>;
  close(): Promise<void>;
}

/** Examines one config once. Throws DoctorError when it cannot be read or an option makes no sense. */
export async function examine(options: ExamineOptions): Promise<Examination> {
  const examiner = await openExaminer(options);
  try {
    return (await examiner.examine()).run;
  } finally {
    await examiner.close();
  }
}

export async function openExaminer(options: ExamineOptions): Promise<Examiner> {
  const { env, cwd } = options;
  const rules = selectRules(allRules, options);
  const located = findConfig(options);
  const home = homeOf({ env, home: homedir(), cwd, paths: path });
  const source = await readConfig(located.file, { stdinName: '-', ...(options.stdin && { stdin: options.stdin }) });
  const prompt = options.promptFile === undefined ? undefined : await loadPrompt(path.resolve(cwd, options.promptFile));
  const tokenizer =
    options.tokenizerFile === undefined
      ? undefined
      : await (await import('./tokens/local-tokenizer.js')).loadTokenizer(path.resolve(cwd, options.tokenizerFile));
  const desk = createServerDesk({
    timeoutMs: options.timeoutMs ?? 10_000,
    signal: options.signal,
    fetch: options.fetch,
    onProgress: options.onProgress,
    waitMs: options.waitMs,
    onWait: options.onWait,
    level: options.probe,
    confirm: options.confirmFirstToken,
  });

  const examineTexts = async (texts?: ReadonlyMap<string, string>): Promise<Patient> => {
    const started = Date.now();
    const text = texts?.get(source.file) ?? source.text;
    const question = configQuestion(options, located, home, { file: source.file, text });
    const gathered = await gatherConfigFacts({ ...question, ...(texts && { texts }) });
    const around = { env, home, stateDir: located.stateDir, cwd };
    const prompts: PromptSource =
      prompt === undefined
        ? await capturedPrompts(gathered, { config: source.file, around, platform: options.platform })
        : { promptFor: () => prompt, outdated: [] };
    const { promptFor } = prompts;
    const servers = await askServers(gathered, desk, { offline: options.offline === true, promptFor, tokenizer });
    options.signal?.throwIfAborted();
    const facts = { ...gathered.facts, ...servers };
    const { findings, outcomes } = runRules(rules, facts, {
      file: source.file,
      ...(gathered.tree && { root: gathered.tree.root }),
    });
    const run: Examination = {
      version: toolVersion,
      config: { file: source.file, shown: shownPath(source.file, home), source: located.source },
      sources: gathered.shown,
      ...(gathered.tree && { places: placesIn(gathered.facts.effective, gathered.tree.root, gathered.shown) }),
      facts,
      findings: findings.map((finding) =>
        withEdits(finding, gathered.files, {
          secrets: gathered.private?.secrets ?? [],
          wanted: options.withEdits === true,
        }),
      ),
      rules: outcomes,
      offline: options.offline === true,
      elapsedMs: Date.now() - started,
    };
    return {
      run,
      source: { file: source.file, text },
      document: gathered.document,
      files: gathered.files,
      gathered,
      prompts,
    };
  };
  return { examine: examineTexts, close: () => desk.close() };
}

/** The config alone, read and resolved for the release; no server is asked. */
export interface OpenedConfig {
  readonly located: ConfigLocation;
  readonly home: string;
  readonly gathered: ConfigFacts;
}

export async function openConfig(options: ExamineOptions): Promise<OpenedConfig> {
  const { env, cwd } = options;
  const located = findConfig(options);
  const home = homeOf({ env, home: homedir(), cwd, paths: path });
  const source = await readConfig(located.file, { stdinName: '-', ...(options.stdin && { stdin: options.stdin }) });
  return { located, home, gathered: await gatherConfigFacts(configQuestion(options, located, home, source)) };
}

function configQuestion(
  { env, cwd, platform, openclawVersion }: ExamineOptions,
  located: ConfigLocation,
  home: string,
  source: SourceText,
): ConfigQuestion {
  return {
    source,
    env,
    cwd,
    home,
    stateDir: located.stateDir,
    envFolders: located.envFolders,
    stateNamed: located.source !== '--config' || Boolean(env['OPENCLAW_STATE_DIR']?.trim()),
    platform,
    openclawVersion,
  };
}

/** The config that is meant, without reading it. */
export function findConfig({ config, profile, env, cwd, platform }: ExamineOptions): ConfigLocation {
  return locateConfig({ flag: config, profile, env, home: homedir(), cwd, platform, exists: existsSync });
}

async function askServers(
  { facts, private: secrets }: ConfigFacts,
  desk: ServerDesk,
  { offline, promptFor, tokenizer }: Pick<ServerQuestion, 'offline' | 'promptFor' | 'tokenizer'>,
): Promise<ServerFacts> {
  const { effective, release } = facts;
  if (!effective.ok || !release.ok || secrets === undefined) {
    const why = unknown(effective.ok ? 'the release is not known' : effective.reason);
    return { servers: why, prompts: why };
  }
  return desk.ask({
    effective: effective.value,
    release: release.value,
    headersOf: (provider, model) => headersFor(provider, model, secrets),
    offline,
    promptFor,
    tokenizer,
    workspaces: facts.workspaces.ok ? facts.workspaces.value : undefined,
  });
}

/**
 * Adds the text edits of a fix. They are for the file that was named: what stands in an include keeps its fix without them.
 * In a text that does not parse only what replaces a piece of text can be said.
 */
function withEdits(
  finding: Finding,
  files: ConfigFiles | undefined,
  { secrets, wanted }: { readonly secrets: readonly string[]; readonly wanted: boolean },
): Finding {
  const { fix } = finding;
  if (fix === undefined || fix.safety === 'manual') return finding;
  if (files === undefined) {
    const pieces = fix.ops.flatMap((op) => (op.op === 'rewrite' ? [op] : []));
    if (pieces.length === 0 || pieces.length < fix.ops.length)
      return { ...finding, fix: { ...fix, safety: 'manual', ops: [] } };
    return wanted
      ? { ...finding, edits: pieces.map(({ at: { start, end }, text }) => ({ start, end, text })) }
      : finding;
  }
  if (!wanted) return finding;
  const owned = ownedOps(files, fix.ops);
  if ('reason' in owned || owned.crossings.length > 0) return finding;
  const own = owned.byFile.get(files.top.file);
  if (own === undefined || owned.byFile.size > 1) return finding;
  const planned = editsFor(files.top, own);
  const tells = (text: string) => secrets.some((secret) => text.includes(secret)); // a moved key takes its value along
  return planned.ok && !planned.edits.some(({ text }) => tells(text)) ? { ...finding, edits: planned.edits } : finding;
}

async function loadPrompt(file: string): Promise<UserPrompt> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing ? 'it does not exist' : error instanceof Error ? error.message : String(error);
    throw new DoctorError(
      missing ? 'not-found' : 'unreadable',
      `cannot read the prompt ${file}: ${reason}`,
      'give --prompt a readable file',
      {
        cause: error,
      },
    );
  }
  return { file, prompt: readPrompt(text) };
}
