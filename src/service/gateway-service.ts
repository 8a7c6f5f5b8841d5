import path from 'node:path';

/** The service that starts the gateway, and the variables that it hands over. */
export interface GatewayService {
  /** The file that defines it. */
  readonly file: string;
  readonly names: readonly string[];
  /** A secret: never into a fact, a message or a log. */
  readonly secretOf: (name: string) => string | undefined;
}

export interface ServiceQuestion {
  readonly home: string;
  readonly stateDir: string;
  /** The config that is examined: a service that reads another one says nothing about it. */
  readonly configFile: string;
  /** `OPENCLAW_PROFILE`: its services carry the name. */
  readonly profile?: string | undefined;
  /** Undefined when the file is not there or cannot be read. */
  readonly readText: (file: string) => Promise<string | undefined>;
}

/**
 * The unit or launch agent that `openclaw gateway install` writes (2026.4.22 to 2026.9.6: `openclaw-gateway.service` in
 * ~/.config/systemd/user, `ai.openclaw.gateway.plist` in ~/Library/LaunchAgents). Undefined when there is none for this config.
 */
export async function readGatewayService(question: ServiceQuestion): Promise<GatewayService | undefined> {
  const found = (await fromSystemd(question)) ?? (await fromLaunchd(question));
  if (found === undefined || !readsConfig(found.values, question)) return undefined;
  const { file, values } = found;
  return { file, names: [...values.keys()], secretOf: (name) => values.get(name) };
}

interface Found {
  readonly file: string;
  readonly values: ReadonlyMap<string, string>;
}

async function fromSystemd({ home, profile, readText }: ServiceQuestion): Promise<Found | undefined> {
  const unit = `openclaw-gateway${profile === undefined ? '' : `-${profile}`}.service`;
  const file = path.join(home, '.config', 'systemd', 'user', unit);
  const text = await readText(file);
  if (text === undefined) return undefined;
  const { unitEnvironment } = await import('./systemd.js');
  const more = await readText(path.join(`${file}.d`, 'override.conf'));
  const { values, files } = unitEnvironment([text, more ?? ''], home);
  const layers = await Promise.all(files.map((one) => readVariables(one, readText)));
  return { file, values: new Map([values, ...layers].flatMap((layer) => [...layer])) };
}

async function fromLaunchd({ home, stateDir, profile, readText }: ServiceQuestion): Promise<Found | undefined> {
  const label = `ai.openclaw.${profile ?? 'gateway'}`;
  const file = path.join(home, 'Library', 'LaunchAgents', `${label}.plist`);
  const text = await readText(file);
  if (text === undefined) return undefined;
  const own = await plistVariables(text);
  // Newer releases keep the values beside the state and start the gateway through a wrapper that reads them.
  const kept = await readVariables(path.join(stateDir, 'service-env', `${label}.env`), readText);
  return { file, values: new Map([...own, ...kept]) };
}

async function plistVariables(text: string): Promise<ReadonlyMap<string, string>> {
  if (!/<plist[\s>][\s\S]*<\/plist>/.test(text)) return new Map(); // the binary form, or none: the parser would complain aloud
  const { parse } = await import('plist');
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    return new Map(); // launchd would not load it either
  }
  const variables =
    typeof value === 'object' && value !== null && 'EnvironmentVariables' in value ? value.EnvironmentVariables : {};
  const pairs = Object.entries(variables ?? {}).map(([name, one]): [string, unknown] => [name, one]);
  return new Map(pairs.flatMap(([name, one]): [string, string][] => (typeof one === 'string' ? [[name, one]] : [])));
}

async function readVariables(
  file: string,
  readText: ServiceQuestion['readText'],
): Promise<ReadonlyMap<string, string>> {
  const text = await readText(file);
  if (text === undefined) return new Map();
  const { parse } = (await import('dotenv')).default;
  return new Map(Object.entries(parse(text)));
}

function readsConfig(values: ReadonlyMap<string, string>, { home, configFile }: ServiceQuestion): boolean {
  const named = values.get('OPENCLAW_CONFIG_PATH')?.trim();
  if (named) return path.resolve(home, named) === path.resolve(configFile);
  const stateDir = values.get('OPENCLAW_STATE_DIR')?.trim() || path.join(home, '.openclaw');
  return path.resolve(home, stateDir) === path.dirname(path.resolve(configFile));
}
