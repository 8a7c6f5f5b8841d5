import { known, unknown } from '../facts/fact.js';
import type { ServerDesk } from '../facts/server-facts.js';
import type { ServerReport } from '../probe/types.js';
import { draftConfig } from './draft.js';
import { settle } from './settle.js';

/** What a turn of one release comes to on a server, as far as what it takes and gives decides it. */
export interface TurnForecast {
  readonly release: string;
  /** `changed`: with the keys in `changes`. */
  readonly verdict: 'works' | 'changed' | 'fails' | 'unknown';
  /** `set compat.requiresStringContent to true` */
  readonly changes: readonly string[];
  /** What still stands in the way, or is not known. */
  readonly causes: readonly string[];
}

interface Surroundings {
  readonly platform: NodeJS.Platform;
}

/** Areas that speak of the road between OpenClaw and the server; sizes and speed depend on more than the server. */
const areas = /^(?:compat|tools|network|provider)\//;

/** Lays the answers of a server beside the requests of a release: the plainest config for it, judged by the rules of the doctor. */
export async function forecastTurn(
  report: ServerReport,
  release: string,
  { platform }: Surroundings,
): Promise<TurnForecast> {
  if (!report.chat.ok) {
    const { serverSays, message } = report.chat.failure;
    return { release, verdict: 'fails', changes: [], causes: [`a plain completion fails: ${serverSays ?? message}`] };
  }
  const providerId = 'vllm';
  const window = report.models.ok
    ? report.models.value.find(({ id }) => id === report.askedModel)?.maxModelLen
    : undefined;
  const draft = draftConfig({
    providerId,
    baseUrl: report.workingBaseUrl ?? report.baseUrl,
    modelId: report.askedModel,
    window,
    keyName: undefined,
  });
  const desk: ServerDesk = {
    ask: async () => ({
      servers: known([{ ...report, provider: providerId }]),
      prompts: unknown('not counted'),
    }),
    close: async () => undefined,
  };
  const { findings, applied } = await settle({ draft, desk, env: {}, platform, openclawVersion: release });
  const causes = findings
    .filter(({ severity, ruleId }) => severity === 'error' && areas.test(ruleId))
    .map(({ message, ruleId }) => `${message} [${ruleId}]`);
  const changes = applied.map(({ title }) => title).filter((title) => title.includes('compat.'));
  if (causes.length > 0) return { release, verdict: 'fails', changes, causes };
  if (report.capabilities?.some(({ name }) => name === 'tools-stream') !== true) {
    return { release, verdict: 'unknown', changes, causes: ['tools were not asked (--probe quick)'] };
  }
  return { release, verdict: changes.length > 0 ? 'changed' : 'works', changes, causes: [] };
}
