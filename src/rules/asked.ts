import type { Capability, CapabilityName } from '../probe/types.js';
import type { Fix, Place } from './define.js';
import { nativeOllama, type Sides, usedModels } from './sides.js';

/** A used model with which its server was asked what it takes. */
export interface AskedModel extends Sides {
  readonly host: string;
  /** The row, at its id; of a model that no row lists, the provider. */
  readonly at: Place;
  /** Undefined when that was not asked. */
  capability(name: CapabilityName): Capability | undefined;
  /** The answer, when it is a clear no. */
  refused(name: CapabilityName): Capability | undefined;
}

/**
 * Models that go over chat completions, each with the answers of its server. What a chat template refuses depends on the model, so that
 * answers count for the model that was asked, and for no other of the same server.
 */
export function askedModels(known: Parameters<typeof usedModels>[0]): readonly AskedModel[] {
  return usedModels(known).flatMap((sides): readonly AskedModel[] => {
    const { model, provider, server } = sides;
    const answers = server?.capabilities;
    if (server === undefined || answers === undefined || server.askedModel !== model.id) return [];
    // Where streams break, compat/stream-broken tells it, and what else went wrong in them is the same cause.
    if (server.chat.ok && !server.stream.ok && server.stream.failure.kind !== 'skipped') return [];
    if (provider.api.value !== 'openai-completions' || provider.id === nativeOllama) return [];
    const capability = (name: CapabilityName) => answers.find((row) => row.name === name);
    return [
      {
        ...sides,
        host: server.origin.replace(/^https?:\/\//, ''),
        at: { path: model.listed ? [...model.path, 'id'] : provider.path },
        capability,
        refused: (name) => {
          const found = capability(name);
          return found?.verdict === 'no' ? found : undefined;
        },
      },
    ];
  });
}

/** Request and answer, a line each, and the id under which the server's log has them. */
export function proofOf({ proof }: Capability): readonly string[] {
  return proof.flatMap(({ request, answer, requestId }) => [
    `${request}: ${answer}`,
    ...(requestId === undefined ? [] : [`request id ${requestId}`]),
  ]);
}

/** Text of a mark, undefined when there is none of that name. */
export function mark({ marks }: Capability, name: string): string | undefined {
  const value = marks?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** The server's sentence, short enough for a message; the proof has all of it. */
export function saysOf(capability: Capability): string {
  const says = mark(capability, 'says') ?? `status ${String(capability.marks?.['status'] ?? 'unknown')}`;
  const plain = says.replace(/[.?!\s]+$/, '');
  return plain.length > 44 ? `${plain.slice(0, 43)}…` : plain;
}

interface CompatChange {
  readonly key: string;
  readonly value: boolean | string;
  readonly safety?: 'safe' | 'unsafe';
  readonly risk?: string;
  readonly releases?: NonNullable<Fix['releases']>;
}

/** Sets one key of the row's `compat`; by hand when no row lists the model. */
export function compatFix({ model }: Sides, { key, value, safety = 'safe', ...more }: CompatChange): Fix {
  const title = `set compat.${key} to ${typeof value === 'string' ? `"${value}"` : String(value)}`;
  if (!model.listed) return { title: `list the model, and ${title}`, safety: 'manual', ops: [] };
  return { title, safety, ops: [{ op: 'set', path: [...model.path, 'compat', key], value }], ...more };
}
