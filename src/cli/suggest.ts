import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { locateConfig } from '../config/locate.js';
import { DoctorError } from '../doctor-error.js';
import { createServerDesk } from '../facts/server-facts.js';
import { terminalFor } from '../report/terminal.js';
import { printable } from '../report/text.js';
import { draftConfig, providerIdFor } from '../suggest/draft.js';
import { freeProviderId, isForAgents } from '../suggest/merge.js';
import { type FoundServer, findServer } from '../suggest/server.js';
import { type Settled, settle } from '../suggest/settle.js';
import { type Context, canAsk, write } from './context.js';
import { exitCodes } from './exit-code.js';
import { startProgress } from './progress.js';

export interface SuggestFlags {
  readonly model?: string;
  readonly providerId?: string;
  readonly apiKeyEnv?: string;
  readonly contextWindow?: string;
  readonly openclawVersion?: string;
  readonly config?: string;
  readonly profile?: string;
  readonly write?: boolean;
  readonly yes?: boolean;
  readonly default?: boolean;
  readonly timeout: number;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly ascii?: boolean;
}

interface Suggestion {
  readonly server: FoundServer;
  readonly providerId: string;
  readonly settled: Settled;
}

/** `ovd suggest URL`: prints the block, or merges it. 1 when an error is left that no safe fix takes away. */
export async function suggest(url: string, flags: SuggestFlags, context: Context): Promise<number> {
  if (flags.write === true && flags.yes !== true && !canAsk(context)) {
    throw new DoctorError('usage', '--write asks first, and there is no terminal to ask on', 'add --yes');
  }
  const { openTarget } = await import('../suggest/target.js');
  const target = flags.write === true ? await openTarget(locate(flags, context)) : undefined;
  const progress = startProgress(context, flags.quiet === true);
  let made: Suggestion;
  try {
    made = await work(url, flags, context, { present: target?.document?.value, show: progress.show });
  } finally {
    progress.stop();
  }
  context.signal.throwIfAborted();
  const left = made.settled.findings.filter(({ severity }) => severity === 'error');
  const kept =
    target === undefined ? '' : leftAlone(made.settled.value, target.document?.value, flags.default === true);
  if (flags.quiet !== true) await write(context.stderr, notes(made) + kept);
  if (target === undefined) await write(context.stdout, await blockText(made));
  else {
    const { writeTarget } = await import('../suggest/target.js');
    const terminal = terminalFor(context.stdout, context.env, context.platform, flags);
    const written = await writeTarget(target, {
      wanted: made.settled.value,
      providerId: made.providerId,
      asDefault: flags.default === true,
      release: releaseIn(made.settled),
      terminal,
      confirm: flags.yes === true ? undefined : { input: context.stdin, output: context.stderr },
      say: (text) => write(context.stdout, text),
      signal: context.signal,
    });
    if (!written) return exitCodes.findings;
  }
  return left.length > 0 ? exitCodes.findings : exitCodes.clean;
}

function locate({ config, profile }: SuggestFlags, { env, cwd, platform }: Context): string {
  try {
    return locateConfig({ flag: config, profile, env, home: homedir(), cwd, platform, exists: existsSync }).file;
  } catch (error) {
    // Somebody who has none yet wants one: the place where OpenClaw would look first.
    if (!(error instanceof DoctorError) || error.code !== 'not-found') throw error;
    return locateConfig({ flag: config, profile, env, home: homedir(), cwd, platform, exists: () => true }).file;
  }
}

interface Around {
  readonly present: JsonValue | undefined;
  readonly show: (text: string) => void;
}

async function work(
  url: string,
  flags: SuggestFlags,
  context: Context,
  { present, show }: Around,
): Promise<Suggestion> {
  const { productionFetch } = await import('../probe/production-fetch.js');
  const production = await productionFetch({ connectTimeoutMs: flags.timeout });
  const desk = createServerDesk({
    timeoutMs: flags.timeout,
    signal: context.signal,
    onProgress: show,
  });
  try {
    const options = { fetch: production.fetch, timeoutMs: flags.timeout, signal: context.signal };
    show('looking for the server');
    const server = await findServer({ url, modelId: flags.model, keyName: flags.apiKeyEnv, env: context.env }, options);
    refuseUnusable(server);
    const wished = flags.providerId ?? providerIdFor(server.kind);
    const providerId =
      flags.providerId ?? (isObject(present) ? freeProviderId(present, wished, server.baseUrl) : wished);
    const draft = draftConfig({
      providerId,
      baseUrl: server.baseUrl,
      modelId: server.modelId,
      window: server.served.find(({ id }) => id === server.modelId)?.maxModelLen ?? windowFrom(flags.contextWindow),
      keyName: flags.apiKeyEnv,
    });
    const settled = await settle({
      draft,
      desk,
      env: context.env,
      platform: context.platform,
      ...(flags.openclawVersion !== undefined && { openclawVersion: flags.openclawVersion }),
    });
    return { server, providerId, settled };
  } finally {
    await desk.close();
    await production.close();
  }
}

function refuseUnusable({ failure, modelId }: FoundServer): void {
  if (failure !== undefined) {
    const hint = /^HTTP 40[13]/.test(failure)
      ? 'give --api-key-env NAME of the variable that holds its key'
      : 'ovd probe URL tells more';
    throw new DoctorError('usage', `no list of models: ${failure}`, hint);
  }
  if (modelId === '') throw new DoctorError('usage', 'the server lists no model', 'load one, or name it with --model');
}

function windowFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const tokens = Number(text);
  if (Number.isSafeInteger(tokens) && tokens > 0) return tokens;
  throw new DoctorError(
    'usage',
    `--context-window '${text}' is no number of tokens`,
    'for instance --context-window 32768',
  );
}

function releaseIn({ facts }: Settled): string {
  return facts.release.ok ? facts.release.value.version : '';
}

/** The whole of what is to be written, without the reference: which model an agent uses is for its owner to say. */
async function blockText({ settled, providerId, server }: Suggestion): Promise<string> {
  const { default: JSON5 } = await import('json5');
  const otherDefaults = defaultsBeside(settled.value);
  const value = {
    ...(isObject(settled.value) ? settled.value : {}),
    agents: Object.keys(otherDefaults).length > 0 ? { defaults: otherDefaults } : undefined,
  };
  const { server: family } = familyOf(settled);
  const comment = `// ${printable(family)} at ${printable(server.baseUrl)}, for OpenClaw ${releaseIn(settled)}; reference: ${providerId}/${printable(server.modelId)}`;
  return `${comment}\n${JSON5.stringify(value, { space: 2, quote: '"' })}\n`;
}

/** What the draft sets for all agents, but for their model. */
function defaultsBeside(wanted: JsonValue): JsonObject {
  const defaults = valueAt(wanted, ['agents', 'defaults']);
  const { model: _model, ...rest } = isObject(defaults) ? defaults : {};
  return rest;
}

/** A line of what the model would need of the agents' settings, where these serve another model. */
function leftAlone(wanted: JsonValue, present: JsonValue | undefined, asDefault: boolean): string {
  const keys = Object.keys(defaultsBeside(wanted)).map((key) => `agents.defaults.${key}`);
  if (present === undefined || keys.length === 0 || isForAgents({ present, wanted, asDefault })) return '';
  return `left alone  ${keys.join(', ')}: the agents use another model (--default changes both)\n`;
}

function familyOf({ facts }: Settled): { readonly server: string } {
  const [report] = facts.servers.ok ? facts.servers.value : [];
  return { server: report?.family ?? 'server' };
}

/** Where the numbers come from, what was added and why, what is left. */
function notes({ server, settled }: Suggestion): string {
  const row = server.served.find(({ id }) => id === server.modelId);
  const window =
    row?.maxModelLen === undefined
      ? 'window      the server does not tell it: give --context-window TOKENS'
      : `window      ${row.maxModelLen} (GET /v1/models, ${row.limitFrom ?? 'max_model_len'})`;
  const lines = [
    window,
    ...settled.applied.map(({ title }) => `needed      ${title}`),
    ...settled.findings
      .filter(({ severity }) => severity !== 'info')
      .map(
        ({ severity, message, ruleId, remedy }) =>
          `${severity.padEnd(11)} ${message} [${ruleId}]${remedy === undefined ? '' : `\n            ${remedy}`}`,
      ),
  ];
  return `${lines.map((line) => printable(line.replaceAll('\n', '\u2028')).replaceAll('\u2028', '\n')).join('\n')}\n`;
}
