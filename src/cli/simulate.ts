import { once } from 'node:events';
import { isObject, type JsonValue, valueAt } from '../config/json.js';
import { parseConfig } from '../config/parse.js';
import { readConfig } from '../config/read.js';
import { DoctorError } from '../doctor-error.js';
import { type SimulatorFlags, simulatorOptions } from '../simulate/options.js';
import { startSimulator } from '../simulate/server.js';
import { type Context, write } from './context.js';
import { exitCodes } from './exit-code.js';

export interface SimulateFlags extends SimulatorFlags {
  readonly config?: string;
}

/** `ovd simulate`: serves until Ctrl-C. */
export async function simulate(flags: SimulateFlags, context: Context): Promise<number> {
  const model = flags.model ?? (flags.config === undefined ? undefined : await listedModels(flags.config));
  const simulator = await startSimulator(simulatorOptions({ ...flags, ...(model && { model }) }, context.env));
  await write(context.stdout, `listening on ${simulator.url}, Ctrl-C ends it\n`);
  if (!context.signal.aborted) await once(context.signal, 'abort');
  await simulator.close();
  return exitCodes.clean;
}

/** Ids of all models that the config lists. */
async function listedModels(file: string): Promise<readonly string[]> {
  const parsed = parseConfig(await readConfig(file));
  if (!parsed.ok) throw new DoctorError('unreadable', `${file} does not parse: ${parsed.failure.problem}`);
  const providers = valueAt(parsed.document.value, ['models', 'providers']);
  const ids = isObject(providers) ? Object.values(providers).flatMap(idsOf) : [];
  if (ids.length === 0) throw new DoctorError('usage', `${file} lists no models`, 'name them: --model ID');
  return ids;
}

function idsOf(provider: JsonValue): string[] {
  const rows = valueAt(provider, ['models']);
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: JsonValue) => {
    const id = valueAt(row, ['id']);
    return typeof id === 'string' ? [id] : [];
  });
}
