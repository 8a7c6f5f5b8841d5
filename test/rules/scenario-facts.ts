import path from 'node:path';
import type { ConfigDocument } from '../../src/config/document.js';
import type { EffectiveConfig, EffectiveProvider } from '../../src/effective/types.js';
import { gatherConfigFacts } from '../../src/facts/config-facts.js';
import { known, unknown } from '../../src/facts/fact.js';
import type { Facts } from '../../src/facts/types.js';
import type { NetworkPath } from '../../src/probe/network-path.js';
import type { Answer, Capability, ProbeFailure, ServerReport } from '../../src/probe/types.js';
import type { Scenario, ScenarioCapability, ScenarioFailure, ScenarioServer } from '../../src/rules/scenario.js';
import type { PromptSize } from '../../src/tokens/types.js';
import { memoryFiles } from '../state/memory-files.js';

export interface ScenarioFacts {
  readonly facts: Facts;
  /** Undefined when the config does not parse. */
  readonly document: ConfigDocument | undefined;
}

/** A file name in a folder that does not exist: nothing on this machine's disk may decide a test. */
export const configFile = '/no-such-folder-of-ovd/openclaw.json';

const gathered = new Map<string, Promise<ScenarioFacts>>();

/** Facts of a config text and a scenario: the config's own by the code that gathers them, the servers' from the scenario. */
export function factsOf(config: string, scenario: Scenario = {}): Promise<ScenarioFacts> {
  const key = JSON.stringify([config, scenario]);
  const facts = gathered.get(key) ?? gatherFacts(config, scenario);
  gathered.set(key, facts);
  return facts;
}

async function gatherFacts(config: string, scenario: Scenario): Promise<ScenarioFacts> {
  const folder = path.dirname(configFile);
  const { facts, tree } = await gatherConfigFacts({
    source: { file: configFile, text: config },
    env: scenario.env ?? {},
    cwd: folder,
    home: folder,
    stateDir: folder,
    stateFiles: memoryFiles({
      folder,
      files: { 'openclaw.json': { text: config, mode: scenario.configMode ?? 0o600 }, ...scenario.state },
      folderMode: scenario.folderMode ?? 0o700,
    }),
    serviceText: async (file) =>
      scenario.service && file.endsWith('openclaw-gateway.service') ? unitOf(scenario.service) : undefined,
    blockedAt: async () => undefined,
    platform: 'linux',
    openclawVersion: scenario.release ?? 'latest',
  });
  const effective = facts.effective.ok ? facts.effective.value : undefined;
  const workspaces = scenario.workspaces === undefined ? {} : { workspaces: known(scenario.workspaces) };
  return { facts: { ...facts, ...workspaces, ...serverFacts(effective, scenario) }, document: tree };
}

function unitOf(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `Environment="${name}=${value}"`);
  return ['[Service]', `Environment=OPENCLAW_CONFIG_PATH=${configFile}`, ...lines].join('\n');
}

function serverFacts(effective: EffectiveConfig | undefined, { server, ...scenario }: Scenario) {
  if (effective === undefined) {
    const why = unknown('the config does not parse');
    return { servers: why, prompts: why };
  }
  return {
    servers:
      server === undefined
        ? unknown('not asked (--offline)')
        : known(
            effective.providers
              .filter((provider) => provider.selfHosted && provider.baseUrl !== undefined)
              .map((provider) => reportOf(provider, effective, server)),
          ),
    prompts: scenario.prompt === undefined ? unknown('not counted') : known(promptsOf(effective, scenario)),
  };
}

function reportOf(provider: EffectiveProvider, effective: EffectiveConfig, scenario: ScenarioServer): ServerReport {
  const baseUrl = provider.baseUrl?.value ?? '';
  const own = effective.models.filter((model) => model.provider === provider.id);
  const configured = (own.find((model) => model.usedBy.length > 0) ?? own[0])?.id ?? '';
  const works = scenario.workingBaseUrl === baseUrl;
  const server: ScenarioServer = works ? { served: [{ id: configured }] } : scenario;
  const listed = server.served?.some((row) => row.id === configured) ?? false;
  const notFound: ScenarioFailure = {
    kind: 'http',
    status: 404,
    serverSays: `The model \`${configured}\` does not exist.`,
  };
  const failure = server.served === undefined ? (server.fails ?? { kind: 'refused' }) : undefined;
  const chatFailure = server.chatFails ?? failure ?? (listed ? undefined : notFound);
  const streamFailure = server.streamFails ?? chatFailure;
  const { text = 'smoke-ok', finishReason = 'stop' } = server;
  const thoughts = server.reasoning === undefined ? {} : { reasoning: server.reasoning };
  const chat = { model: configured, text, finishReason, promptTokens: 16, ...thoughts };
  const stream = { ...chat, firstTokenMs: 20, totalMs: 30, usageSeen: server.usageSeen ?? true };
  return {
    provider: provider.id,
    baseUrl,
    origin: URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl,
    ...(server.served !== undefined && { family: server.family ?? 'vLLM' }),
    ...(server.version !== undefined && { version: server.version }),
    models: failure === undefined ? answered(server.served ?? []) : failed('GET /v1/models', failure),
    identity:
      failure === undefined ? answered({ version: server.version ?? '0.11.0' }) : failed('GET /version', failure),
    chat: chatFailure === undefined ? answered(chat) : failed('POST /v1/chat/completions', chatFailure),
    stream: streamFailure === undefined ? answered(stream) : failed('POST /v1/chat/completions', streamFailure),
    tokenize: failed('POST /tokenize', { kind: 'skipped' }),
    speed:
      server.speed === undefined ? failed('POST /v1/chat/completions', { kind: 'skipped' }) : answered(server.speed),
    askedModel: listed ? configured : (server.served?.[0]?.id ?? configured),
    ...(server.openWithoutKey !== undefined && { openWithoutKey: server.openWithoutKey }),
    ...(server.workingBaseUrl !== undefined && { workingBaseUrl: server.workingBaseUrl }),
    ...(server.network !== undefined && { network: networkOf(baseUrl, server.network) }),
    ...(server.resolvesTo !== undefined && { resolvesTo: server.resolvesTo }),
    ...(server.restart !== undefined && { restart: server.restart }),
    ...(server.found !== undefined && { capabilities: server.found.map(capabilityOf) }),
    cost: { requests: 4, promptTokens: 64, answerTokens: 12 },
  };
}

function networkOf(baseUrl: string, told: Partial<NetworkPath>): NetworkPath {
  const { hostname, port } = new URL(baseUrl);
  return { host: hostname, port: Number(port), addresses: [], inContainer: false, layers: [], ...told };
}

function capabilityOf({ name, verdict, detail, says, marks }: ScenarioCapability): Capability {
  const status = marks?.['status'] ?? 400;
  const refusal = says === undefined ? {} : { refused: true, status, says };
  return {
    name,
    verdict,
    detail: detail ?? (says === undefined ? verdict : `refused with ${status}: ${says}`),
    proof: [
      { request: `POST /v1/chat/completions: ${name}`, answer: says === undefined ? '200' : `${status}: ${says}` },
    ],
    ...((says !== undefined || marks !== undefined) && { marks: { ...refusal, ...marks } }),
  };
}

function answered<T>(value: T): Answer<T> {
  return { ok: true, value, ms: 3 };
}

function failed(route: string, { kind, status, serverSays, serverError, message }: ScenarioFailure): Answer<never> {
  const failure: ProbeFailure = {
    kind,
    message: message ?? (kind === 'http' ? `status ${status ?? 0}` : kind),
    route,
    provider_family: 'vllm',
    http_status: status ?? null,
    correlation_id: 'ovd-test',
    remediation_hint: 'look at the server',
    ...(serverSays !== undefined && { serverSays }),
    ...(serverError !== undefined && { serverError }),
  };
  return { ok: false, failure, ms: kind === 'timeout' ? 10_000 : 3 };
}

/** OpenClaw's own first turns have 4.4 characters per o200k token. */
const charsPerToken = 4.4;

function promptsOf(effective: EffectiveConfig, scenario: Scenario): PromptSize[] {
  const { prompt = 0, promptDoubt = 0, leanSaves, leanSavesNewest } = scenario;
  return effective.models
    .filter((model) => model.usedBy.length > 0)
    .map((model) => ({
      ref: model.ref,
      what: 'first turn',
      total: {
        tokens: prompt,
        low: prompt - promptDoubt,
        high: prompt + promptDoubt,
        ...(promptDoubt === 0
          ? { method: 'server-tokenizer', detail: 'POST /tokenize of vLLM 0.11.0' }
          : { method: 'estimate', detail: 'o200k_base x 1.02' }),
      },
      ...(leanSaves !== undefined && { leanSaves }),
      ...(leanSavesNewest !== undefined && { leanSavesNewest }),
      chars: Math.round(prompt * charsPerToken),
    }));
}
