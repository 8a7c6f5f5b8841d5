import type { EffectiveModel, EffectiveProvider } from '../effective/types.js';
import type { Examination } from '../examination.js';
import type { ServedModel, ServerReport } from '../probe/types.js';
import type { Severity } from '../rules/define.js';
import type { PromptSize } from '../tokens/types.js';
import { formatDuration, formatNumber, plural } from './text.js';

/** One line of the overview. */
export interface Area {
  readonly name: string;
  readonly state: 'ok' | Severity | 'skipped' | 'crashed';
  readonly text: string;
}

interface AreaPlan {
  readonly name: string;
  /** Rule areas (the part of an id before the slash) that speak for this line. */
  readonly ruleAreas: readonly string[];
  /** What is so, in a few words; `skipped` when it could not be looked at. */
  describe(run: Examination): { readonly text: string; readonly skipped?: boolean; readonly isError?: boolean };
}

const plans: readonly AreaPlan[] = [
  { name: 'config', ruleAreas: ['syntax', 'schema', 'env', 'state', 'agent'], describe: describeConfig },
  { name: 'keys', ruleAreas: ['auth'], describe: describeKeys },
  { name: 'server', ruleAreas: ['network', 'provider'], describe: describeServer },
  { name: 'context', ruleAreas: ['context'], describe: describeContext },
  { name: 'timeouts', ruleAreas: ['timeouts'], describe: describeTimeouts },
  { name: 'requests', ruleAreas: ['compat', 'tools'], describe: describeRequests },
];

const order: readonly Severity[] = ['error', 'warning', 'info'];

/** The overview: what was looked at, what is so, and the worst that was found there. */
export function areasOf(run: Examination): readonly Area[] {
  return plans.map((plan) => {
    const inArea = (ruleId: string) => plan.ruleAreas.includes(ruleId.split('/')[0] ?? '');
    const severities = run.findings.filter((finding) => inArea(finding.ruleId)).map((finding) => finding.severity);
    const worst = order.find((severity) => severities.includes(severity));
    const crashed = run.rules.some((rule) => rule.state === 'crashed' && inArea(rule.ruleId));
    const { text, skipped, isError } = plan.describe(run);
    // What stops the gateway is an error here also when the rule that tells of it was left out.
    const state = (isError === true ? 'error' : worst) ?? (crashed ? 'crashed' : skipped === true ? 'skipped' : 'ok');
    return { name: plan.name, state: state === 'info' && skipped === true ? 'skipped' : state, text };
  });
}

function describeConfig({ facts }: Examination) {
  if (facts.syntax.ok && facts.syntax.value.failure !== undefined) return { text: 'does not parse' };
  if (!facts.verdict.ok) return { text: `not judged: ${facts.verdict.reason}`, skipped: true };
  const { accepted, issues, release } = facts.verdict.value;
  if (accepted === false)
    return { text: `OpenClaw ${release} refuses it: ${plural(issues.length, 'mistake')}`, isError: true };
  const now = accepted === true ? `valid for ${release}` : `valid for ${release}, as far as can be known here`;
  if (!facts.upgrade.ok || facts.upgrade.value.accepted !== false) return { text: now };
  return {
    text: `${now}; ${facts.upgrade.value.release} would refuse ${plural(facts.upgrade.value.issues.length, 'place')}`,
  };
}

function describeKeys({ facts }: Examination) {
  if (!facts.effective.ok) return { text: facts.effective.reason, skipped: true };
  const providers = facts.effective.value.providers.filter((provider) => provider.selfHosted);
  if (providers.length === 0) return { text: 'no self-hosted provider', skipped: true };
  return { text: providers.map((provider) => `${provider.id}: ${keyText(provider)}`).join(', ') };
}

function keyText({ key }: EffectiveProvider): string {
  switch (key.kind) {
    case 'literal':
      return key.looksLike === 'unresolved-template'
        ? 'the template as it stands is sent as key'
        : 'literal key from the config';
    case 'variable':
      return `key from ${key.name}`;
    case 'profile':
      return `key from auth profile ${key.name}`;
    case 'secret-ref':
      return `key from a ${key.source} reference`;
    case 'none':
      return 'no key';
    case 'refused':
      return refusalText[key.blockedBy ?? 'nothing'];
  }
}

const refusalText = {
  nothing: 'no key found, nothing is sent',
  'auth-profiles.json': 'an old store of logins stops every run',
  'auth.order': 'auth.order leaves no login, nothing is sent',
} as const;

function describeServer({ facts, offline }: Examination) {
  if (offline) return { text: 'not asked (--offline)', skipped: true };
  if (!facts.servers.ok) return { text: `not asked: ${facts.servers.reason}`, skipped: true };
  if (facts.servers.value.length === 0) return { text: 'no self-hosted server in the config', skipped: true };
  return { text: facts.servers.value.map(serverText).join('; ') };
}

function serverText(server: ServerReport): string {
  const host = server.origin.replace(/^https?:\/\//, '');
  const answered = [server.models, server.identity, server.chat].find((answer) => answer.ok);
  if (answered === undefined) {
    return server.models.ok ? host : `${host}: ${server.models.failure.message}`;
  }
  const name = server.family ?? 'server';
  const served = server.models.ok ? `, ${plural(server.models.value.length, 'model')}` : '';
  const open = server.openWithoutKey === true ? ', no key needed' : '';
  return `${name} at ${host}, ${formatDuration(answered.ms)}${served}${open}`;
}

/** The model that a plain turn reaches. */
export function primaryModel(run: Examination): EffectiveModel | undefined {
  if (!run.facts.effective.ok) return undefined;
  const { models, references } = run.facts.effective.value;
  const primary = references.find((reference) => reference.role === 'primary' && reference.resolved !== undefined);
  return models.find((model) => model.ref === primary?.resolved) ?? models.find((model) => model.usedBy.length > 0);
}

export function servedWindow(run: Examination, model: EffectiveModel): number | undefined {
  return servedModel(run, model)?.maxModelLen;
}

/** What the server says of the model; undefined when it was not asked, or does not list it. */
export function servedModel(run: Examination, model: EffectiveModel): ServedModel | undefined {
  if (!run.facts.servers.ok) return undefined;
  const server = run.facts.servers.value.find((row) => row.provider === model.provider);
  return server?.models.ok === true ? server.models.value.find((row) => row.id === model.id) : undefined;
}

export function promptOf(run: Examination, model: EffectiveModel): PromptSize | undefined {
  return run.facts.prompts.ok ? run.facts.prompts.value.find((prompt) => prompt.ref === model.ref) : undefined;
}

function describeContext(run: Examination) {
  const model = primaryModel(run);
  if (model === undefined) return { text: 'no model is referenced', skipped: true };
  const served = servedWindow(run, model);
  const prompt = promptOf(run, model);
  const window = `window ${formatNumber(model.contextWindow.value)}`;
  const limit = served === undefined ? ', served window unknown' : `, served ${formatNumber(served)}`;
  const first = prompt === undefined ? '' : `, first turn ${promptText(prompt)}`;
  return { text: `${window}${limit}${first}`, skipped: served === undefined && prompt === undefined };
}

/** `13 612` when the server counted it, `about 13 400 ± 900` otherwise. */
export function promptText({ total }: PromptSize): string {
  if (total.low === total.high) return formatNumber(total.tokens);
  const bound = Math.max(total.high - total.tokens, total.tokens - total.low);
  return `about ${formatNumber(total.tokens)} ± ${formatNumber(bound)}`;
}

function describeTimeouts(run: Examination) {
  const model = primaryModel(run);
  const effective = run.facts.effective.ok ? run.facts.effective.value : undefined;
  const provider = effective?.providers.find((row) => row.id === model?.provider);
  if (provider === undefined) return { text: 'no model is referenced', skipped: true };
  const limit = provider.firstEventSeconds.value;
  const wait = limit === null ? 'waits for a first token without limit' : `waits ${limit} s for the first token`;
  const server = run.facts.servers.ok ? run.facts.servers.value.find((row) => row.provider === provider.id) : undefined;
  if (server?.stream.ok !== true) return { text: `${wait}, server not timed`, skipped: true };
  return { text: `${wait}, a short prompt took ${formatDuration(server.stream.value.firstTokenMs)}` };
}

function describeRequests(run: Examination) {
  if (!run.facts.servers.ok || run.facts.servers.value.length === 0)
    return { text: 'no server was asked', skipped: true };
  const answered = run.facts.servers.value.filter((server) => server.chat.ok);
  if (answered.length === 0) return { text: 'no answer to look at', skipped: true };
  const usage = answered.filter((server) => server.stream.ok && server.stream.value.usageSeen).length;
  const counted = usage === answered.length ? 'with usage' : `usage from ${usage} of ${answered.length}`;
  return { text: `${plural(answered.length, 'test completion')} answered, streamed ${counted}` };
}
