import { formatPath } from '../config/path.js';
import type { EffectiveModel, EffectiveProvider, KeyPrediction, ModelReference, Sourced } from '../effective/types.js';
import type { Examination } from '../examination.js';
import { servedModel } from './areas.js';
import type { Terminal } from './terminal.js';
import { displayWidth, formatNumber, printable, wrap } from './text.js';

/** Name, value, who decided it. */
interface Row {
  readonly name: string;
  readonly value: string;
  readonly who: string;
}

interface Block {
  readonly title: string;
  readonly who: string;
  readonly rows: readonly Row[];
}

/** Every effective value and who decided it, for `--verbose`: providers, the models in use, references, the rest. */
export function effectiveLines(run: Examination, terminal: Terminal): string[] {
  const { effective } = run.facts;
  if (!effective.ok) return [];
  const { providers, models, references } = effective.value;
  const used = models.filter((model) => model.usedBy.length > 0);
  const reached = (id: string) => used.some((model) => model.provider === id);
  const blocks = [
    ...providers
      .filter((provider) => provider.selfHosted || reached(provider.id))
      .map((provider) => providerBlock(provider, run)),
    ...used.map((model) =>
      modelBlock(
        model,
        providers.find(({ id }) => id === model.provider),
        run,
      ),
    ),
    { title: 'references', who: '', rows: references.map((reference) => referenceRow(reference, run)) },
    { title: 'every run', who: '', rows: commonRows(run) },
  ];
  return blocks.filter((block) => block.rows.length > 0).flatMap((block) => ['', ...blockLines(block, terminal)]);
}

function blockLines({ title, who, rows }: Block, { colour, width }: Terminal): string[] {
  const indent = 2;
  const names = Math.min(30, Math.max(...rows.map((row) => displayWidth(row.name))));
  const room = width - indent - names - 2;
  // A long value, such as a URL, has its source below it; most of the line is for the sources of the short ones.
  const most = Math.max(18, room - 40);
  const values = Math.max(0, ...rows.map((row) => displayWidth(row.value)).filter((value) => value <= most));
  const head =
    who === '' ? colour.bold(printable(title)) : `${colour.bold(printable(title))}  ${colour.dim(printable(who))}`;
  const lines = rows.flatMap((row) => {
    const [name, value, source] = [printable(row.name), printable(row.value), printable(row.who)];
    const taken = Math.max(values, displayWidth(value)) + 2;
    const start = `${' '.repeat(indent)}${colour.dim(name.padEnd(names))}  `;
    const margin = ' '.repeat(indent + names + 2);
    if (displayWidth(name) <= names && taken + displayWidth(source) <= room) {
      return [`${start}${value}${' '.repeat(taken - displayWidth(value))}${colour.dim(source)}`.trimEnd()];
    }
    const sources = source === '' ? [] : wrap(source, room);
    return [`${start}${value}`, ...sources.map((line) => `${margin}${colour.dim(line)}`)];
  });
  return [head, ...lines];
}

function providerBlock(provider: EffectiveProvider, run: Examination): Block {
  const { id, path, baseUrl, api, key, firstEventSeconds, idleSeconds, hostClass } = provider;
  return {
    title: `provider ${id}`,
    who: placeOf(path, run),
    rows: [
      baseUrl === undefined
        ? { name: 'base URL', value: 'none', who: '' }
        : sourced('base URL', baseUrl.value, baseUrl, run),
      { name: 'host', value: hostText[hostClass], who: 'by its name' },
      sourced('api', api.value, api, run),
      keyRow(key, api.value, run),
      sourced('first token', seconds(firstEventSeconds.value), firstEventSeconds, run),
      sourced('between tokens', seconds(idleSeconds.value), idleSeconds, run),
    ],
  };
}

function modelBlock(model: EffectiveModel, provider: EffectiveProvider | undefined, run: Examination): Block {
  const { ref, path, url, api, key, contextWindow, maxTokens, outputLimit, reserveTokens, usageInStream } = model;
  const given = maxTokens.value !== outputLimit.value;
  return {
    title: `model ${ref}`,
    who: model.listed ? placeOf(path, run) : 'no row lists it',
    rows: [
      ...(url === undefined ? [] : [sourced('POST', url.value, url, run)]),
      { name: 'model id', value: model.id, who: `for ${usersOf(model, run).join(', ')}` },
      ...(api.value === provider?.api.value ? [] : [sourced('api', api.value, api, run)]),
      ...(key === undefined ? [] : [keyRow(key, api.value, run)]),
      sourced('context window', tokens(contextWindow.value), contextWindow, run),
      ...servedRows(model, run),
      ...(given ? [sourced('maxTokens', tokens(maxTokens.value), maxTokens, run)] : []),
      sourced('answer limit', tokens(outputLimit.value), outputLimit, run),
      ...limitRows(model, run),
      ...paramRows(model, run),
      sourced('compaction keeps', tokens(reserveTokens.value), reserveTokens, run),
      sourced('usage in stream', usageInStream.value ? 'asked for' : 'not asked for', usageInStream, run),
      ...(provider?.selfHosted === true ? requestRows(model, run) : []),
    ],
  };
}

function usersOf({ ref }: EffectiveModel, { facts: { effective } }: Examination): readonly string[] {
  const references = effective.ok ? effective.value.references : [];
  return references.filter(({ resolved }) => resolved === ref).map(({ path, agent }) => referenceName(path, agent));
}

function limitRows({ agentLimits = [] }: EffectiveModel, run: Examination): readonly Row[] {
  return agentLimits.map(({ agent, outputLimit }) =>
    sourced(`  of agent ${agent}`, tokens(outputLimit.value), outputLimit, run),
  );
}

function paramRows({ bodyParams = [] }: EffectiveModel, run: Examination): readonly Row[] {
  return bodyParams.map(({ field, value, path, sent }) => ({
    name: field,
    value: sent ? JSON.stringify(value) : 'not sent',
    who: placeOf(path, run),
  }));
}

/** The parts of a request that a `compat` key can change; what it has to say is not all true of other protocols. */
function requestRows({ api, request, requestFrom }: EffectiveModel, run: Examination): readonly Row[] {
  if (api.value !== 'openai-completions') return [];
  const row = (name: string, value: string, part: keyof typeof requestFrom) =>
    sourced(name, value, { value, ...requestFrom[part] }, run);
  return [
    row('system role', request.systemRole, 'systemRole'),
    row('tools', toolsText[request.tools], 'tools'),
    row('message content', request.contentParts ? 'text, and parts' : 'text', 'contentParts'),
    row('limit field', request.limitField, 'limitField'),
    row('store', request.store ? 'false is sent' : 'left out', 'store'),
    row('reasoning_effort', request.reasoningEffort ? 'sent' : 'left out', 'reasoningEffort'),
  ];
}

const toolsText = { sent: 'sent', none: 'left out', 'empty-list': 'an empty list' } as const;

function servedRows(model: EffectiveModel, run: Examination): readonly Row[] {
  const served = servedModel(run, model);
  if (served?.maxModelLen === undefined) return [];
  const who = `GET /v1/models, ${served.limitFrom ?? 'max_model_len'}`;
  return [{ name: 'served window', value: tokens(served.maxModelLen), who }];
}

/** `model.primary`, `writer: model.primary` for that of one agent. */
function referenceName(path: ModelReference['path'], agent: string): string {
  const [root, roster] = path;
  if (root !== 'agents') return formatPath(path);
  return roster === 'defaults' ? formatPath(path.slice(2)) : `${agent}: ${formatPath(path.slice(3))}`;
}

function referenceRow({ path, text, agent, resolved, problem, implied }: ModelReference, run: Examination): Row {
  const reaches = resolved ?? `reaches nothing: ${problemText[problem ?? 'unknown-provider']}`;
  const meant = implied === true || text.trim() === resolved ? '' : ` (written ${text.trim() || 'empty'})`;
  const who = implied === true ? 'nothing written: the first model' : placeOf(path, run);
  return { name: referenceName(path, agent), value: `${reaches}${meant}`, who };
}

const problemText = {
  'unknown-provider': 'no such provider',
  'no-slash': 'it names no provider, and no row or more than one has this id',
  empty: 'it is empty',
} as const;

function commonRows(run: Examination): readonly Row[] {
  const { effective } = run.facts;
  if (!effective.ok) return [];
  const { allowList, tools, compaction, runTimeoutSeconds, gateway } = effective.value;
  const limit = runTimeoutSeconds.value === 0 ? 'no limit' : seconds(runTimeoutSeconds.value);
  const count = allowList.value?.length;
  const allowed = count === undefined ? 'any model' : count === 1 ? '1 model' : `${count} models`;
  return [
    sourced('allow list', allowed, allowList, run),
    sourced('run limit', limit, runTimeoutSeconds, run),
    sourced('compaction limit', seconds(compaction.timeoutSeconds.value), compaction.timeoutSeconds, run),
    sourced('tool profile', tools.profile.value, tools.profile, run),
    sourced('lean mode', onOff(tools.lean.value), tools.lean, run),
    ...(tools.toolSearch === undefined
      ? []
      : [sourced('tool search', onOff(tools.toolSearch.value), tools.toolSearch, run)]),
    sourced('gateway port', String(gateway.port.value), gateway.port, run),
  ];
}

function keyRow(key: KeyPrediction, api: string, run: Examination): Row {
  const name = api === 'anthropic-messages' ? 'x-api-key' : 'Authorization';
  return { name, ...keyWords(key, run) };
}

function keyWords(key: KeyPrediction, run: Examination): Pick<Row, 'value' | 'who'> {
  switch (key.kind) {
    case 'literal':
      return { value: literalText[key.looksLike], who: placeOf(key.path, run) };
    case 'variable': {
      const from = variableSource(key.name, run);
      const named = key.path === undefined ? 'the release looks for it' : placeOf(key.path, run);
      return { value: `value of ${key.name}${from}`, who: named };
    }
    case 'profile':
      return { value: `stored login ${key.name}`, who: 'auth profile' };
    case 'secret-ref':
      return { value: `secret from ${key.source}`, who: placeOf(key.path, run) };
    case 'none':
      return { value: 'none is sent', who: noneText(key.path, run) };
    case 'refused':
      return { value: 'no request is sent', who: key.reason };
  }
}

function noneText(path: EffectiveProvider['path'] | undefined, run: Examination): string {
  return path === undefined ? 'no key, and the host needs none' : `a word that means no key, ${placeOf(path, run)}`;
}

function variableSource(name: string, { facts }: Examination): string {
  const use = facts.variables.ok ? facts.variables.value.find((variable) => variable.name === name) : undefined;
  return use?.source === undefined ? '' : ` (${use.source})`;
}

const literalText = {
  secret: 'key of the config',
  placeholder: 'placeholder of the config',
  'unknown-name': 'the name itself, as a key',
  'unresolved-template': 'the template itself, as a key',
} as const;

const hostText = {
  loopback: 'this machine',
  private: 'private network',
  container: 'host of a container',
  named: 'named host',
  vendor: 'a vendor',
  invalid: 'no URL',
} as const;

function seconds(value: number | null): string {
  return value === null ? 'no limit' : `${formatNumber(value)} s`;
}

function tokens(value: number | null): string {
  return value === null ? 'none is sent' : formatNumber(value);
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}

/** `openclaw.json:12:5`, `default of 2026.4.22`, or both when a place alone does not say it. */
function sourced(name: string, value: string, { path, note, from }: Sourced<unknown>, run: Examination): Row {
  const place = path === undefined ? '' : placeOf(path, run);
  const why = note ?? (place === '' ? from : '');
  return { name, value, who: [why, place].filter((text) => text !== '').join(', ') };
}

/** File and position; the config path where nothing is written. */
function placeOf(path: readonly (string | number)[], { places, config }: Examination): string {
  const place = places?.[formatPath(path)];
  if (place === undefined) return formatPath(path);
  const file = place.file === config.file ? (config.shown.split(/[\\/]/).at(-1) ?? config.shown) : place.file;
  return `${file}:${place.line}:${place.column}`;
}
