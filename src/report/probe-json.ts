import type { ProbeRun } from './probe.js';

/** Grows by a minor number when fields are added, by a major one when a field changes or goes. */
export const probeSchemaVersion = '1.0';

/** All that was found as one JSON document; its shape is a promise, kept by `schemas/probe.schema.json`. */
export function probeJson({ version, url, level, server, turns, elapsedMs }: ProbeRun): string {
  const { provider: _, capabilities = [], ...rest } = server;
  const document = {
    schemaVersion: probeSchemaVersion,
    ok: server.chat.ok,
    tool: { name: 'openclaw-vllm-doctor', version },
    url,
    level,
    server: rest,
    capabilities,
    openclaw: turns,
    elapsedMs: Math.round(elapsedMs),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
