import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ConfigDocument } from '../config/document.js';
import { applyOps } from '../config/edit.js';
import type { JsonValue } from '../config/json.js';
import { headersFor } from '../effective/authorization.js';
import { gatherConfigFacts } from '../facts/config-facts.js';
import { unknown } from '../facts/fact.js';
import type { ServerDesk } from '../facts/server-facts.js';
import type { Facts } from '../facts/types.js';
import { compareReleases } from '../release/version.js';
import type { Fix } from '../rules/define.js';
import type { Finding } from '../rules/finding.js';
import { allRules } from '../rules/index.js';
import { runRules } from '../rules/run-rules.js';

export interface SettleQuestion {
  readonly draft: JsonValue;
  readonly desk: ServerDesk;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly openclawVersion?: string | undefined;
}

export interface Settled {
  readonly value: JsonValue;
  readonly facts: Facts;
  /** What the doctor still has to say. */
  readonly findings: readonly Finding[];
  /** Titles of the fixes that were applied, in order. */
  readonly applied: readonly Fix[];
}

const mostRounds = 6;
/** A folder that holds nothing: no state, no `.env` and no include of this machine may have a say. */
const nowhere = path.join(tmpdir(), 'ovd-no-such-folder');

/** Examines a draft as the doctor examines a config, applies every safe fix, and looks again, until nothing is left to fix. */
export async function settle(question: SettleQuestion): Promise<Settled> {
  const applied: Fix[] = [];
  let text = JSON.stringify(question.draft, null, 2);
  for (let round = 1; ; round += 1) {
    const { facts, findings, document } = await examineDraft(text, question);
    const release = facts.release.ok ? facts.release.value.version : '';
    const [fix] = findings
      .flatMap((finding) => (isSafe(finding, release) ? [finding.fix] : []))
      .filter((one) => one !== undefined);
    const edited = fix === undefined || document === undefined ? undefined : applyOps(document, fix.ops);
    if (fix === undefined || edited?.ok !== true || round > mostRounds * 2) {
      return { value: document?.value ?? question.draft, facts, findings, applied };
    }
    applied.push(fix);
    text = edited.document.text;
  }
}

function isSafe({ fix }: Finding, release: string): boolean {
  if (fix?.safety !== 'safe') return false;
  const { from, before } = fix.releases ?? {};
  return (
    (from === undefined || compareReleases(release, from) >= 0) &&
    (before === undefined || compareReleases(release, before) < 0)
  );
}

async function examineDraft(
  text: string,
  { desk, env, platform, openclawVersion }: SettleQuestion,
): Promise<{ facts: Facts; findings: readonly Finding[]; document: ConfigDocument | undefined }> {
  const file = path.join(nowhere, 'openclaw.json');
  const gathered = await gatherConfigFacts({
    source: { file, text },
    env,
    cwd: nowhere,
    home: nowhere,
    stateDir: nowhere,
    platform,
    openclawVersion,
  });
  const { effective, release } = gathered.facts;
  const secrets = gathered.private;
  const why = unknown('the draft does not parse');
  const servers =
    effective.ok && release.ok && secrets !== undefined
      ? await desk.ask({
          effective: effective.value,
          release: release.value,
          headersOf: (provider, model) => headersFor(provider, model, secrets),
          offline: false,
        })
      : { servers: why, prompts: why };
  const facts: Facts = { ...gathered.facts, ...servers };
  const { findings } = runRules(allRules, facts, { file, ...(gathered.tree && { root: gathered.tree.root }) });
  return { facts, findings: findings.filter(({ ruleId }) => !isAboutMachine(ruleId)), document: gathered.document };
}

/** Folders and state of a machine that is not there. */
function isAboutMachine(ruleId: string): boolean {
  return ruleId.startsWith('agent/') || ruleId.startsWith('state/');
}
