import { describe, expect, it } from 'vitest';
import { agentChoices } from '../../src/workspace/agents.js';

describe('agentChoices', () => {
  it.each([
    ['no roster: main', {}, ['main']],
    ['the first, whatever main is', { list: [{ id: 'coder' }, { id: 'main' }] }, ['coder', 'main']],
    ['the marked one', { list: [{ id: 'coder' }, { id: 'Ops Team', default: true }] }, ['ops-team', 'coder']],
    ['of several entries nobody is: main stands for them', { entries: { a: {}, main: {} } }, ['main', 'a']],
    ['entries', { entries: { a: {}, b: { default: true } } }, ['b', 'a']],
    ['what has no id is nobody', { list: [{ name: 'x' }, { id: 'a' }] }, ['a']],
  ])('puts the agent that answers by default first: %s', (_, agents, ids) => {
    const choices = agentChoices({ agents });
    expect(choices.map(({ id }) => id)).toEqual(ids);
    expect(choices.map(({ isDefault }) => isDefault)).toEqual(ids.map((_, i) => i === 0));
  });
});
