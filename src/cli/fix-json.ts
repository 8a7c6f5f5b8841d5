import path from 'node:path';
import { toolVersion } from '../version.js';
import { commentCounts, diffsText, type FixStory, type WrittenFile } from './fix-text.js';

/** What `ovd fix` does, for machines: see schemas/fix.schema.json. Diffs are masked, so no secret gets out. */
export async function fixJson(
  story: FixStory,
  written: readonly WrittenFile[] | undefined,
  exitCode: number,
): Promise<string> {
  const { run, outcome } = story;
  const { release } = run.facts;
  const report = {
    schemaVersion: 1,
    tool: { name: 'openclaw-vllm-doctor', version: toolVersion },
    config: { file: run.config.file, release: release.ok ? release.value.version : null, accepted: outcome.accepted },
    edits: outcome.applied.map(({ finding, fix }) => ({
      ruleId: finding.ruleId,
      path: finding.path ?? null,
      title: fix.title,
      safety: fix.safety,
      risk: fix.risk ?? null,
      drops: fix.drops ?? [],
    })),
    heldBack: outcome.heldBack.map(({ finding, fix, reason }) => ({
      ruleId: finding.ruleId,
      path: finding.path ?? null,
      title: fix.title,
      safety: fix.safety,
      reason: reason ?? null,
    })),
    diff: await diffsText(story),
    comments: commentCounts(story),
    written: (written ?? []).map(({ file, backup }) => ({ file: path.resolve(file), backup })),
    left: outcome.findings.map(({ ruleId, severity, message }) => ({ ruleId, severity, message })),
    exitCode,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
