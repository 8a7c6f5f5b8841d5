import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { byteOrderMarks } from '../config/byte-order-mark.js';
import type { ConfigDocument, SourceText } from '../config/document.js';
import { type Environment, readEnvironment } from '../config/environment.js';
import { type ConfigFiles, loadFiles, overlaid } from '../config/files.js';
import type { IncludeProblem } from '../config/include.js';
import { maskRawText, maskText, maskValue, secretSpans } from '../config/mask.js';
import { parseConfig } from '../config/parse.js';
import { type ConfigPath, startsWith } from '../config/path.js';
import { substitute } from '../config/substitute.js';
import { readSyntax } from '../config/syntax.js';
import { buildEffective } from '../effective/effective.js';
import { normalizeKey } from '../effective/key-text.js';
import { planMigration } from '../migrate/plan.js';
import type { Migration, MigrationStep } from '../migrate/types.js';
import { chooseRelease, writerOf } from '../release/choose.js';
import { type ReleaseTraits, traitsOf } from '../release/traits.js';
import { compareReleases } from '../release/version.js';
import { oldestRelease } from '../schema/releases.js';
import { judge } from '../schema/verdict.js';
import { isConfigKey } from '../state/config-key.js';
import { diskFiles, type StateFiles } from '../state/files.js';
import { effectiveLogins } from '../state/logins.js';
import { readState } from '../state/read-state.js';
import type { TopConfig } from '../state/restore.js';
import { storedLimits } from '../state/stored-models.js';
import { agentChoices } from '../workspace/agents.js';
import { namesWorkspace, type ReadingOptions, readPromptWorkspaces } from '../workspace/read.js';
import { type Fact, known, unknown } from './fact.js';
import { withMeantNumbers } from './meant-numbers.js';
import type { Facts, Release, VariableView, Verdict, Way } from './types.js';
import type { WayQuestion } from './way.js';
import { type SecretsQuestion, variableView } from './written-secrets.js';

export interface ConfigQuestion {
  readonly source: SourceText;
  /** Texts of included files that stand for what is on the disk. */
  readonly texts?: ReadonlyMap<string, string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly stateDir: string;
  /** Folders whose `.env` OpenClaw reads; the state folder alone unless given. */
  readonly envFolders?: readonly string[];
  /** The state folder goes with this config wherever that stands. */
  readonly stateNamed?: boolean;
  /** The disk, unless given. */
  readonly stateFiles?: StateFiles;
  /** Whether the user may write in a folder; the disk unless given. */
  readonly blockedAt?: ReadingOptions['blockedAt'];
  /** Text of a file that defines a service; the disk unless given. */
  readonly serviceText?: (file: string) => Promise<string | undefined>;
  readonly platform: NodeJS.Platform;
  readonly openclawVersion?: string | undefined;
}

/** What the config alone tells, without a network. */
export interface ConfigFacts {
  readonly facts: Omit<Facts, 'servers' | 'prompts'>;
  /** The top file; undefined when it does not parse. */
  readonly document: ConfigDocument | undefined;
  /** The same with what it includes. */
  readonly files: ConfigFiles | undefined;
  /** The tree in which config paths are looked up: the top file with its includes. */
  readonly tree: ConfigDocument | undefined;
  /** Every file that was read, secrets blacked out at the same length. */
  readonly shown: readonly SourceText[];
  /** For the authorization of probes, and to keep secrets out of what is printed. */
  readonly private:
    | {
        readonly substituted: ConfigDocument['value'];
        readonly environment: Environment;
        /** Texts that are secrets, as written. */
        readonly secrets: readonly string[];
      }
    | undefined;
}

const doesNotParse = unknown('the config does not parse');

export async function gatherConfigFacts(question: ConfigQuestion): Promise<ConfigFacts> {
  const { source, env, cwd, home, stateDir, platform, openclawVersion } = question;
  const parsed = parseConfig(source);
  const syntax = readSyntax(parsed);
  if (!parsed.ok) {
    const release = releaseFact(openclawVersion, undefined);
    const facts = {
      syntax: known(syntax),
      config: doesNotParse,
      release,
      verdict: doesNotParse,
      upgrade: doesNotParse,
      way: doesNotParse,
    };
    return {
      facts: {
        ...facts,
        migration: doesNotParse,
        effective: doesNotParse,
        variables: doesNotParse,
        secrets: doesNotParse,
        state: await stateOf(question, {}),
        workspaces: doesNotParse,
      },
      document: undefined,
      files: undefined,
      tree: undefined,
      shown: [{ file: source.file, text: maskRawText(source.text) }],
      private: undefined,
    };
  }

  const folder = source.file === '-' ? cwd : path.dirname(source.file);
  const roots = env.OPENCLAW_INCLUDE_ROOTS?.split(path.delimiter).filter((root) => root.trim() !== '') ?? [];
  const files = question.texts === undefined ? {} : { files: overlaid(question.texts) };
  const load = (allowed: readonly string[]) => loadFiles(parsed.document, { folder, roots: allowed, ...files });
  // Only newer releases know the variable; the release may be named by an included file, so the guess is checked.
  const wide = load(roots);
  const release = releaseFact(openclawVersion, wide.document.value);
  const { traits, version } = release.value;
  const loaded = roots.length === 0 || traits.includeRoots ? wide : load([]);
  const written = loaded.document.value;
  const { envFolders = [stateDir] } = question;
  const environment = await readEnvironment({ env, cwd, stateDir, envFolders, home, configValue: written, traits });
  const { value, uses } = substitute(written, environment);
  const surroundings = { configDir: folder, home, env, platform, exists: existsSync };
  const verdict = await verdictOf(value, version, loaded.problems, surroundings);
  const secrets = secretsIn(loaded.sources);
  const upgrade = await upgradeOf({ value, written, secrets }, release.value, loaded.problems, surroundings);
  const configFiles = loaded.sources.map(({ file }) => file).filter((file) => path.isAbsolute(file));
  const accepts = async (text: string) => {
    const other = parseConfig({ file: source.file, text });
    if (!other.ok) return false;
    const filled = substitute(other.document.value, environment).value;
    return (await verdictOf(filled, version, [], surroundings)).accepted === true;
  };
  const top = { text: source.text, root: parsed.document.value, accepts };
  const state = await stateOf(question, value, { environment, configFiles, top });
  const authProfiles = state.ok ? effectiveLogins(state.value, value, traits) : undefined;
  const limits = state.ok ? storedLimits(state.value, value) : [];
  const workspaces = await workspacesOf(question, value, traits);
  const effective = buildEffective({
    value,
    written,
    traits,
    version,
    environment,
    authProfiles,
    storedLimits: limits,
  });
  return {
    facts: {
      syntax: known({ ...syntax, includeProblems: loaded.problems, byteOrderMarks: byteOrderMarks(loaded.sources) }),
      config: known(maskValue(written)),
      release,
      verdict: known(verdict),
      upgrade,
      way: await wayFact(release.value, {
        value,
        written,
        environment,
        verdictOf: (stop) => verdictOf(value, stop, loaded.problems, surroundings),
      }),
      migration: known(migrationOf(written, verdict, secrets, release.value.from)),
      effective: known(effective),
      variables: known(withMeantNumbers(uses, verdict.issues, value)),
      secrets: known(await secretsFact(question, { written, environment, uses, ...loaded })),
      state,
      workspaces,
    },
    document: parsed.document,
    files: loaded,
    tree: loaded.document,
    shown: loaded.sources.map((file) => ({ file: file.file, text: maskText(file.text, secretSpans(file)) })),
    private: { substituted: value, environment, secrets },
  };
}

interface StateView {
  readonly environment?: Environment;
  readonly configFiles?: readonly string[];
  readonly top?: TopConfig;
}

function stateOf(
  { source, stateDir, stateNamed, stateFiles, platform, home, cwd }: ConfigQuestion,
  value: ConfigDocument['value'],
  { environment, configFiles = [], top }: StateView = {},
): Promise<Facts['state']> {
  return readState({
    configFiles,
    ...(top && { top }),
    stateDir,
    configFile: source.file,
    named: stateNamed === true,
    files: stateFiles ?? diskFiles(platform),
    platform,
    value,
    home,
    cwd,
    profiles: {
      nowMs: Date.now(),
      isConfigKey: (provider, key) =>
        environment === undefined ? undefined : isConfigKey(provider, key, value, environment),
      ...(environment !== undefined && {
        hasValue: (variable: string) => normalizeKey(environment.secretOf(variable.trim()) ?? '') !== '',
      }),
    },
  });
}

/** The service is looked for only when it matters: a secret stands in the config, or a variable that this process has. */
async function secretsFact(
  { source, env, home, stateDir, serviceText = textOrNothing }: ConfigQuestion,
  config: Pick<SecretsQuestion, 'written' | 'environment' | 'uses' | 'document' | 'sources'>,
): Promise<VariableView> {
  const place = { env, home, stateDir, ...config };
  const alone = variableView({ ...place, service: undefined });
  if (alone.literals.length === 0 && !config.uses.some(({ state }) => state === 'set')) return alone;
  const { readGatewayService } = await import('../service/gateway-service.js');
  const profile = env['OPENCLAW_PROFILE']?.trim() || undefined;
  const service = await readGatewayService({ home, stateDir, configFile: source.file, profile, readText: serviceText });
  return service === undefined ? alone : variableView({ ...place, service });
}

async function textOrNothing(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined; // most machines have no such service
  }
}

/** Of a config outside its state folder only what the config itself names says anything. */
async function workspacesOf(
  { source, stateDir, stateNamed, env, home, cwd, blockedAt }: ConfigQuestion,
  value: ConfigDocument['value'],
  traits: ReleaseTraits,
): Promise<Facts['workspaces']> {
  const within = source.file !== '-' && path.resolve(stateDir) === path.dirname(source.file);
  const around = { env, home, stateDir, cwd, blockedAt };
  if (within || stateNamed === true) return known(await readPromptWorkspaces(value, traits, around));
  const named = agentChoices(value).some((agent) => namesWorkspace(value, agent));
  if (!named) return unknown('the workspace of this config is not known');
  return known(await readPromptWorkspaces(value, traits, around, 'named'));
}

function releaseFact(
  flag: string | undefined,
  config: ConfigDocument['value'] | undefined,
): Fact<Release> & { ok: true } {
  const choice = chooseRelease({ flag, config });
  return { ok: true, value: { ...choice, traits: traitsOf(choice.version) } };
}

type Surroundings = Omit<Parameters<typeof judge>[0], 'value' | 'release'>;

/** A config whose includes cannot be resolved is refused before anything else is looked at. */
async function verdictOf(
  value: ConfigDocument['value'],
  release: string,
  problems: readonly IncludeProblem[],
  surroundings: Surroundings,
): Promise<Verdict> {
  const verdict = await judge({ value, release, ...surroundings });
  return problems.length === 0 ? verdict : { ...verdict, accepted: false };
}

/**
 * The steps that mean the document as it is: after an item has left an array, later steps count its items anew. Those come with the
 * next examination.
 */
function stepsForNow(steps: readonly MigrationStep[]): readonly MigrationStep[] {
  const renumbered: ConfigPath[] = [];
  return steps.filter(({ ops }) => {
    const paths = ops.flatMap((op) => (op.op === 'rewrite' ? [] : [op.path]));
    if (paths.some((at) => renumbered.some((array) => startsWith(at, array)))) return false;
    for (const op of ops) {
      const leaves = (op.op === 'remove' || op.op === 'move') && typeof op.path.at(-1) === 'number';
      if (leaves) renumbered.push(op.path.slice(0, -1));
    }
    return true;
  });
}

const noWay = unknown('no way from one release to another was named');

async function wayFact({ from, version }: Release, question: Omit<WayQuestion, 'from' | 'to'>): Promise<Fact<Way>> {
  if (from === undefined) return noWay;
  const { wayOf } = await import('./way.js');
  return known(await wayOf({ ...question, from, to: version }));
}

const nothingToDo: Migration = { steps: [], lost: [], blocked: [] };

/** A step that would write a secret is for the user's own hands: facts and reports hold none. */
function migrationOf(
  written: ConfigDocument['value'],
  verdict: Verdict,
  secrets: readonly string[],
  named?: string,
): Migration {
  if (verdict.accepted === true) return nothingToDo;
  const writer = named ?? writerOf(written) ?? oldestRelease;
  const from = [writer, verdict.release].toSorted(compareReleases)[0] ?? oldestRelease;
  const { steps, lost, blocked } = planMigration({ value: written, from, to: verdict.release });
  const holdsSecret = (step: MigrationStep) => secrets.some((secret) => JSON.stringify(step.ops).includes(secret));
  return { steps: stepsForNow(steps).map((step) => (holdsSecret(step) ? { ...step, ops: [] } : step)), lost, blocked };
}

function secretsIn(sources: readonly ConfigDocument[]): readonly string[] {
  return sources.flatMap((source) => secretSpans(source).map(({ start, end }) => source.text.slice(start, end)));
}

interface Judged {
  readonly value: ConfigDocument['value'];
  readonly written: ConfigDocument['value'];
  readonly secrets: readonly string[];
}

async function upgradeOf(
  { value, written, secrets }: Judged,
  { version, schema, newest }: Release,
  problems: readonly IncludeProblem[],
  surroundings: Surroundings,
): Promise<Fact<Verdict>> {
  if (version === newest || schema === newest) return unknown(`${version} is the newest release known`);
  const verdict = await verdictOf(value, newest, problems, surroundings);
  return known({ ...verdict, migration: migrationOf(written, verdict, secrets) });
}
