import path from 'node:path';
import type { ConfigDocument, SourceText } from '../config/document.js';
import { nodeAt } from '../config/document.js';
import type { Environment } from '../config/environment.js';
import { shownPath } from '../config/home.js';
import { isObject, type JsonValue } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import { isPlaceholder, isSecretKey, isSecretRef, namesVariable, secretShapes } from '../config/secrets.js';
import type { GatewayService } from '../service/gateway-service.js';
import type { VariableUse, VariableView } from './types.js';

export interface SecretsQuestion {
  /** After includes, before substitution. */
  readonly written: JsonValue;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly environment: Environment;
  readonly uses: readonly VariableUse[];
  readonly service: GatewayService | undefined;
  /** The tree of `written`. */
  readonly document: ConfigDocument;
  /** The files that the tree is made of. */
  readonly sources: readonly SourceText[];
  readonly stateDir: string;
  readonly home: string;
}

/** Which secrets stand in the config as they are, which variable holds the same, and what the gateway sees of the variables. */
export function variableView({
  written,
  env,
  environment,
  uses,
  service,
  document,
  sources,
  stateDir,
  home,
}: SecretsQuestion): VariableView {
  const shown = (file: string) => shownPath(file, home);
  const names = [...new Set([...(service?.names ?? []), ...environment.keptNames(), ...Object.keys(env)])].filter(
    (name) => /^[A-Z_][A-Z0-9_]*$/.test(name),
  );
  /** A service has its own variables and the files that OpenClaw reads; a shell is not there. */
  const inGateway = (name: string) => service?.secretOf(name) ?? environment.keptSecretOf(name);
  const literals = literalsIn(written, []).map(({ path: at, text }) => {
    const literal = { path: at, ...(secretShapes(text).length > 0 && { givenOut: true as const }) };
    const seen = names.find((name) => inGateway(name) === text);
    if (seen !== undefined) return { ...literal, variable: seen, seenBy: 'gateway' as const };
    const here = names.find((name) => env[name] === text);
    return here === undefined ? literal : { ...literal, variable: here, seenBy: 'shell' as const };
  });
  const unseen = uses.filter(
    ({ name, state }) => service !== undefined && state === 'set' && (inGateway(name) ?? '').trim() === '',
  );
  return {
    ...(service !== undefined && { service: shown(service.file) }),
    envFile: shown(path.join(stateDir, '.env')),
    literals,
    holders: holdersIn(written, document),
    schemes: schemesIn(document, sources),
    unseen: unseen.map(({ name, path: at }) => ({ name, path: at })),
  };
}

function literalsIn(value: JsonValue, at: ConfigPath): readonly { readonly path: ConfigPath; readonly text: string }[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, i) => literalsIn(item, [...at, i]));
  // What stands under `env` are the variables themselves.
  if (isObject(value)) {
    if (isSecretRef(value)) return [];
    return Object.entries(value).flatMap(([key, item]) =>
      at.length === 0 && key === 'env' ? [] : literalsIn(item, [...at, key]),
    );
  }
  if (typeof value !== 'string' || !isSecretKey(String(at.at(-1)))) return [];
  const text = value.trim();
  const real = text.length >= 16 && /^\S+$/.test(text) && !namesVariable(text) && !isPlaceholder(text);
  return real && !text.includes('${') ? [{ path: at, text: value }] : [];
}

function holdersIn(written: JsonValue, { root }: ConfigDocument): VariableView['holders'] {
  const variables = isObject(written) ? (written['env'] ?? null) : null;
  const places = [...literalsIn(written, []), ...literalsIn(variables, ['env'])];
  const first = new Map<string, ConfigPath>();
  for (const { path: at } of places) {
    const file = nodeAt(root, at)?.file;
    if (file !== undefined && !first.has(file)) first.set(file, at);
  }
  return [...first].map(([file, at]) => ({ file, path: at }));
}

/** Only where the word is written plainly, behind the quote. */
function schemesIn({ root }: ConfigDocument, sources: readonly SourceText[]): VariableView['schemes'] {
  const providers = nodeAt(root, ['models', 'providers']);
  if (providers?.kind !== 'object') return [];
  return providers.members.flatMap(({ key }) => {
    const path = ['models', 'providers', key, 'apiKey'];
    const node = nodeAt(root, path);
    const text = node && sources.find(({ file }) => file === node.file)?.text.slice(node.start, node.end);
    const [, word = ''] = /^["'](\s*Bearer\s+)\S/i.exec(text ?? '') ?? [];
    if (node === undefined || word === '') return [];
    const start = node.start + 1;
    return [{ path, at: { file: node.file, start, end: start + word.length } }];
  });
}
