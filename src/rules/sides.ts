import type { EffectiveConfig, EffectiveModel, EffectiveProvider } from '../effective/types.js';
import type { ProbeFailure, ServedModel, ServerReport } from '../probe/types.js';
import type { PromptSize } from '../tokens/types.js';

/** One model as the config describes it, next to what its server says of it. */
export interface Sides {
  readonly model: EffectiveModel;
  readonly provider: EffectiveProvider;
  /** Its server, when that was asked. */
  readonly server?: ServerReport;
  /** Its row in the server's list, when the server lists it. */
  readonly served?: ServedModel;
  readonly prompt?: PromptSize;
}

interface Known {
  readonly effective: EffectiveConfig;
  readonly servers?: readonly ServerReport[] | undefined;
  readonly prompts?: readonly PromptSize[] | undefined;
}

/**
 * A provider of this id is called over Ollama's own protocol, `POST /api/chat`, with `ollama-local` as key, whatever its `api`
 * says (OpenClaw 2026.4.22, ran); 2026.9.6 takes the `api` that is written, and needs no key on local hosts (ran).
 */
export const nativeOllama = 'ollama';

/** Models on self-hosted servers that some reference reaches: what nobody uses cannot fail a run. */
export function usedModels(known: Known): readonly Sides[] {
  return selfHostedModels(known).filter(({ model }) => model.usedBy.length > 0);
}

export function selfHostedModels({ effective, servers = [], prompts = [] }: Known): readonly Sides[] {
  return effective.models.flatMap((model): readonly Sides[] => {
    const provider = effective.providers.find((row) => row.id === model.provider);
    if (provider?.selfHosted !== true) return [];
    const server = servers.find((row) => row.provider === provider.id);
    const served = server && servedRow(server, model.id);
    const prompt = prompts.find((row) => row.ref === model.ref);
    return [{ model, provider, ...(server && { server }), ...(served && { served }), ...(prompt && { prompt }) }];
  });
}

function servedRow(server: ServerReport, id: string): ServedModel | undefined {
  return server.models.ok ? server.models.value.find((row) => row.id === id) : undefined;
}

/** Providers that some used model needs. */
export function usedProviders(effective: EffectiveConfig): readonly EffectiveProvider[] {
  return effective.providers.filter(
    (provider) =>
      provider.selfHosted &&
      effective.models.some((model) => model.provider === provider.id && model.usedBy.length > 0),
  );
}

/** Who said how many tokens are served: `GET /v1/models, max_model_len`. */
export function limitSource(served: ServedModel): string {
  return `GET /v1/models, ${served.limitFrom ?? 'max_model_len'}`;
}

/** The failure that says most about a server that cannot be used; undefined when its model list or a completion came back. */
export function failureOf(server: ServerReport): ProbeFailure | undefined {
  if (server.chat.ok) return undefined;
  return server.models.ok ? server.chat.failure : server.models.failure;
}
