import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { timeoutsOf } from '../../src/effective/timeouts.js';
import { traitsOf } from '../../src/release/traits.js';

interface Setup {
  readonly id?: string;
  readonly host?: string;
  readonly release?: string;
  readonly run?: number;
  readonly idle?: number;
  readonly own?: number;
  readonly provider?: { readonly [key: string]: JsonValue };
}

function limits({ id = 'mybox', host = '127.0.0.1', release = '2026.9.6', run, idle, own, provider = {} }: Setup) {
  const config: JsonValue = {
    agents: {
      defaults: {
        ...(run !== undefined && { timeoutSeconds: run }),
        ...(idle !== undefined && { llm: { idleTimeoutSeconds: idle } }),
      },
    },
    models: { providers: { [id]: { ...(own !== undefined && { timeoutSeconds: own }), ...provider } } },
  };
  const path = ['models', 'providers', id];
  return timeoutsOf({
    config,
    id,
    path,
    baseUrl: `http://${host}:8000/v1`,
    traits: traitsOf(release),
    version: release,
  });
}

/** `first event / gap` in seconds; `-` without a limit. */
function pair(setup: Setup): string {
  const { firstEventSeconds, idleSeconds } = limits(setup);
  return `${firstEventSeconds.value ?? '-'}/${idleSeconds.value ?? '-'}`;
}

const releases = ['2026.4.22', '2026.5.2', '2026.5.12', '2026.6.11', '2026.7.1', '2026.8.2', '2026.9.1', '2026.9.6'];

describe('nothing set', () => {
  // Rows "default, …" of the matrix, waited for in 2026.4.22, 5.2, 6.11, 7.1, 8.2 and 9.6.
  it.each<[string, Setup, string]>([
    ['loopback', {}, '120/120 120/120 -/- -/- 300/- 300/- 300/- 300/-'],
    ['private address', { host: '192.168.50.1' }, '120/120 120/120 -/- -/- 300/- 300/- 300/- 300/-'],
    ['mesh address', { host: '100.64.0.7' }, '120/120 120/120 -/- -/- 300/- 300/- 300/- 300/-'],
    ['*.local', { host: 'box.local' }, '120/120 120/120 -/- -/- 300/- 300/- 300/- 300/-'],
    [
      'id vllm on a name',
      { id: 'vllm', host: 'gpu.lan' },
      '120/120 120/120 120/120 120/120 120/120 300/300 300/300 300/300',
    ],
    [
      'id vllm on a name without a dot',
      { id: 'vllm', host: 'gpubox' },
      '120/120 120/120 120/120 120/120 300/120 300/300 300/300 300/300',
    ],
    ['custom id on a name', { host: 'gpu.lan' }, Array(8).fill('120/120').join(' ')],
    ['custom id on a name without a dot', { host: 'gpubox' }, Array(8).fill('120/120').join(' ')],
    [
      'custom id, local word as key',
      { host: 'gpubox', provider: { apiKey: 'custom-local' } },
      '120/120 120/120 120/120 120/120 300/120 300/300 300/300 300/300',
    ],
    [
      'container host',
      { host: 'host.docker.internal' },
      '120/120 120/120 120/120 120/120 300/120 300/300 300/300 300/300',
    ],
  ])('%s', (_name, setup, expected) => {
    expect(releases.map((release) => pair({ ...setup, release })).join(' ')).toBe(expected);
  });

  it('says that it is a default, and for what', () => {
    expect(limits({}).firstEventSeconds).toEqual({
      value: 300,
      from: 'release',
      note: 'default of 2026.9.6 for local hosts',
    });
  });
});

describe('agents.defaults.timeoutSeconds', () => {
  it.each<[string, Setup, string]>([
    ['2026.4.22: it becomes the limit', { release: '2026.4.22', run: 600 }, '600/600'],
    ['2026.5.2: min(N, 120)', { release: '2026.5.2', run: 600 }, '120/120'],
    ['2026.5.2: min(N, 120), lower', { release: '2026.5.2', run: 60 }, '60/60'],
    ['2026.6.11: also on local hosts, which have none without it', { release: '2026.6.11', run: 600 }, '120/120'],
    ['2026.7.1: the first event keeps its class', { release: '2026.7.1', run: 600 }, '300/120'],
    ['2026.9.6 local: N between events', { run: 600 }, '300/600'],
    ['2026.9.6 local: lower than the first event', { run: 60 }, '60/60'],
    ['2026.9.6 id vllm: min(N, 300)', { id: 'vllm', host: 'gpu.lan', run: 600 }, '300/300'],
    ['2026.9.6 other: min(N, 120)', { host: 'gpu.lan', run: 600 }, '120/120'],
    ['2026.9.6 other: lower', { host: 'gpu.lan', run: 100 }, '100/100'],
    ['0 is no limit', { run: 0 }, '300/-'],
  ])('%s', (_name, setup, expected) => {
    expect(pair(setup)).toBe(expected);
  });

  it('points at the key that decided', () => {
    expect(limits({ run: 60 }).idleSeconds).toMatchObject({
      from: 'config',
      path: ['agents', 'defaults', 'timeoutSeconds'],
    });
    expect(limits({ host: 'gpu.lan', run: 600 }).idleSeconds.from).toBe('release');
  });
});

describe('the key for slow models', () => {
  it.each<[string, Setup, string]>([
    ['2026.4.22: idleTimeoutSeconds', { release: '2026.4.22', idle: 5 }, '5/5'],
    ['2026.4.22: 0 switches it off', { release: '2026.4.22', idle: 0 }, '-/-'],
    ['2026.4.22: it beats the run timeout', { release: '2026.4.22', idle: 900, run: 600 }, '900/900'],
    ['2026.4.22 knows no timeoutSeconds of a provider', { release: '2026.4.22', own: 600 }, '120/120'],
    ['2026.4.29: the other key', { release: '2026.4.29', own: 600, idle: 5 }, '600/600'],
    ['2026.9.6: one number for all', { own: 5 }, '5/5'],
    ['2026.9.6: above 120 on a name', { host: 'gpu.lan', own: 600 }, '600/600'],
    ['2026.5.7 honours it on a name', { release: '2026.5.7', host: 'gpu.lan', own: 600 }, '600/600'],
    ['2026.5.12 cuts it on a name', { release: '2026.5.12', host: 'gpu.lan', own: 600 }, '120/120'],
    ['2026.5.12 honours it on local hosts', { release: '2026.5.12', own: 600 }, '600/600'],
    ['2026.5.18 cuts it on a name', { release: '2026.5.18', host: 'gpu.lan', own: 600 }, '120/120'],
    ['2026.5.20 honours it again', { release: '2026.5.20', host: 'gpu.lan', own: 600 }, '600/600'],
    ['capped by the run timeout', { own: 600, run: 200 }, '200/200'],
  ])('%s', (_name, setup, expected) => {
    expect(pair(setup)).toBe(expected);
  });

  it('says who lowered it', () => {
    expect(limits({ own: 600, run: 200 }).idleSeconds.path).toEqual(['agents', 'defaults', 'timeoutSeconds']);
    const cut = limits({ release: '2026.5.12', host: 'gpu.lan', own: 600 }).idleSeconds;
    expect(cut).toEqual({ value: 120, from: 'release', note: '2026.5.12 cuts it to 120 s off local hosts' });
    expect(limits({ own: 600 }).idleSeconds.path).toEqual(['models', 'providers', 'mybox', 'timeoutSeconds']);
  });
});
