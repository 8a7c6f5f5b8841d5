import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { traitsOf } from '../../src/release/traits.js';
import { defaultAgent, effectiveLogins, leftOvers, loginsFor, rosterOf } from '../../src/state/logins.js';
import type { AgentState, StateReport, StoredProfile } from '../../src/state/types.js';

const wins = traitsOf('2026.4.22');
const stops = traitsOf('2026.9.6');

const profile = (id: string, more: Partial<StoredProfile> = {}): StoredProfile => ({
  id,
  provider: 'vllm',
  type: 'api_key',
  usable: true,
  ...more,
});

const agent = (id: string, profiles?: readonly StoredProfile[], more: Partial<AgentState> = {}): AgentState => ({
  id,
  legacyAuth: false,
  database: false,
  ...(profiles && { profiles: { file: `agents/${id}/agent/auth-profiles.json`, holdsSecret: true, profiles } }),
  ...more,
});

const report = (...agents: readonly AgentState[]): StateReport => ({
  folder: '/state',
  agents,
  unread: 0,
  unreadDatabase: false,
  oauthFile: false,
  displaced: [],
  workspaces: [],
  exposed: [],
});

const config = (more: { readonly [key: string]: JsonValue } = {}): JsonValue => ({
  models: { providers: { VLLM: {}, mybox: {} } },
  ...more,
});

describe('the agent of a plain run', () => {
  it.each([
    ['nobody named', {}, 'main', ['main']],
    ['the first', { agents: { list: [{ id: 'A' }, { id: 'b' }] } }, 'a', ['a', 'b', 'main']],
    ['the marked one', { agents: { entries: { a: {}, b: { default: true } } } }, 'b', ['a', 'b', 'main']],
  ])('%s', (_, value, expected, roster) => {
    expect(defaultAgent(value)).toBe(expected);
    expect(rosterOf(value)).toEqual(roster);
  });
});

describe('logins of an agent', () => {
  const ids = (state: StateReport, value: JsonValue = config(), name = 'b') =>
    loginsFor(state, { agent: name, provider: 'vllm', config: value, traits: wins }).map(({ id }) => id);

  it('are its own and those of main', () => {
    expect(ids(report(agent('main', [profile('x'), profile('y')]), agent('b', [profile('z')])))).toEqual([
      'x',
      'y',
      'z',
    ]);
    expect(ids(report(agent('c', [profile('x')])))).toEqual([]);
  });

  it('its own entry stands before that of main', () => {
    expect(ids(report(agent('main', [profile('x')]), agent('b', [profile('x', { usable: false })])))).toEqual([]);
  });

  it('are of the provider, usable, oauth before tokens before keys', () => {
    const stored = [
      profile('key'),
      profile('token', { type: 'token' }),
      profile('oauth', { type: 'oauth' }),
      profile('other', { provider: 'openai' }),
      profile('empty', { usable: false }),
    ];
    expect(ids(report(agent('b', stored)))).toEqual(['oauth', 'token', 'key']);
  });

  it('give way to an entry of the config for another provider', () => {
    const state = report(agent('main', [profile('x'), profile('y')]));
    expect(ids(state, config({ auth: { profiles: { x: { provider: 'other', mode: 'api_key' } } } }))).toEqual(['y']);
  });

  it('rest for one model', () => {
    const state = report(agent('main', [profile('x', { restsForModel: 'm1' }), profile('y')]));
    const using = (model: JsonValue) => config({ agents: { defaults: { model } } });
    expect(ids(state, using('vllm/m1'))).toEqual(['y', 'x']);
    expect(ids(state, using({ primary: 'vllm/m2' }))).toEqual(['x', 'y']);
  });

  it('try the one first that was used longer ago', () => {
    const state = report(agent('main', [profile('x', { lastUsedMs: 2 }), profile('y', { lastUsedMs: 1 })]));
    expect(ids(state)).toEqual(['y', 'x']);
    expect(ids(state, config({ auth: { order: { vllm: ['x', 'y'] } } }))).toEqual(['x', 'y']);
  });

  it('obey auth.order, which may leave out all', () => {
    const state = report(agent('b', [profile('x'), profile('y'), profile('z')]));
    expect(ids(state, config({ auth: { order: { Vllm: ['z', 'gone', 'x'] } } }))).toEqual(['z', 'x']);
    expect(ids(state, config({ auth: { order: { vllm: [] } } }))).toEqual([]);
    expect(ids(state, config({ auth: { order: { openai: [] } } }))).toEqual(['x', 'y', 'z']);
  });

  it('are those that auth.profiles declares, when it declares any that is stored', () => {
    const state = report(agent('b', [profile('x'), profile('y', { type: 'token' })]));
    const declared = (id: string, mode: string) => config({ auth: { profiles: { [id]: { provider: 'vllm', mode } } } });
    expect(ids(state, declared('x', 'api_key'))).toEqual(['x']);
    expect(ids(state, declared('x', 'oauth'))).toEqual([]);
    expect(ids(state, declared('y', 'oauth'))).toEqual(['y']);
    expect(ids(state, declared('gone', 'api_key'))).toEqual(['y', 'x']);
  });
});

describe('left-over stores', () => {
  it('name their providers, or stop all', () => {
    const of = (...profiles: StoredProfile[]) => leftOvers(report(agent('main', profiles)), config())[0]?.providers;
    expect(of(profile('x'), profile('y', { provider: 'openai-codex' }))).toEqual(['vllm', 'openai-codex', 'openai']);
    expect(of()).toBe('all');
    expect(of(profile('x'), profile('y', { type: 'unknown' }))).toBe('all');
    expect(of(profile('x', { provider: '' }))).toBe('all');
  });
});

describe('what the key prediction is told', () => {
  it('the first login of each provider, where the file is read', () => {
    const state = report(agent('main', [profile('x'), profile('y'), profile('o', { provider: 'openai' })]));
    expect(effectiveLogins(state, config(), wins)?.map(({ id }) => id)).toEqual(['x', 'o']);
    expect(effectiveLogins(report(), config(), wins)).toEqual([]);
  });

  it('who is stopped, where it is not', () => {
    const told = (...agents: AgentState[]) => effectiveLogins(report(...agents), config(), stops);
    expect(told(agent('main', [profile('x')]))?.map(({ provider }) => provider)).toEqual(['vllm', 'mybox']);
    expect(told(agent('b', [profile('x')]))).toEqual([]);
    const roster = config({ agents: { entries: { b: { default: true }, c: {} } } });
    const own = (id: string) => effectiveLogins(report(agent(id, [profile('x')])), roster, stops);
    expect(own('b')).toEqual([{ id: 'auth-profiles.json', provider: 'vllm', leftOver: true }]);
    expect(own('c')).toEqual([]);
  });

  it('nothing, when logins may be in a database', () => {
    const unread = (profiles?: readonly StoredProfile[]) => ({
      ...report(agent('main', profiles, { database: true })),
      unreadDatabase: true,
    });
    expect(effectiveLogins(unread([profile('x')]), config(), stops)).toBeUndefined();
    expect(effectiveLogins(unread(), config(), stops)).toBeUndefined();
  });
});
