import { isObject, type JsonValue, valueAt } from '../../../src/config/json.js';
import { known } from '../../../src/facts/fact.js';
import type { Facts } from '../../../src/facts/types.js';
import rule from '../../../src/rules/agent/bootstrap-oversized.js';
import { injectedFiles } from '../../../src/workspace/injected.js';
import { ruleTest } from '../rule-test.js';

const folder = '/home/me/work';

/** A workspace of these files, with the limits of the config, as reading it from the disk would tell. */
function withFiles(facts: Facts, lengths: Readonly<Record<string, number>>, agents = ['main']): Facts {
  if (!facts.config.ok || !facts.release.ok) throw new Error('the config does not parse');
  const [config, { bootstrapChars }] = [facts.config.value, facts.release.value.traits];
  const texts = Object.entries(lengths).map(([name, length]) => ({
    name,
    text: `${'- a rule\n'.repeat(length).slice(0, length - 1)}.`,
  }));
  const workspaces = agents.map((agent) => {
    const own = valueAt(config, ['agents', 'entries', agent]);
    const settings = isObject(own) && 'bootstrapMaxChars' in own ? own : valueAt(config, ['agents', 'defaults']);
    const perFile = numberAt(settings, 'bootstrapMaxChars') ?? bootstrapChars.perFile;
    const total = numberAt(valueAt(config, ['agents', 'defaults']), 'bootstrapTotalMaxChars') ?? bootstrapChars.total;
    const user = Math.min(perFile, bootstrapChars.user < bootstrapChars.perFile ? bootstrapChars.user : perFile);
    const limits = { perFile, user, total };
    const files = injectedFiles(texts, limits);
    return { agent, folder, path: [], state: 'established' as const, limits, files, skills: [] };
  });
  return { ...facts, workspaces: known(workspaces) };
}

function numberAt(value: JsonValue | undefined, key: string): number | undefined {
  const number = valueAt(value, [key]);
  return typeof number === 'number' ? number : undefined;
}

ruleTest(rule, {
  clean: [
    { name: 'as long as it may be', config: '{}', facts: (facts) => withFiles(facts, { 'AGENTS.md': 20_000 }) },
    {
      name: 'the limit is raised',
      config: '{ agents: { defaults: { bootstrapMaxChars: 30000 } } }',
      facts: (facts) => withFiles(facts, { 'AGENTS.md': 25_000, 'SOUL.md': 25_000 }),
    },
    { name: 'nothing is known of the folder', config: '{}', workspaces: [] },
  ],
  flagged: [
    {
      name: 'one file',
      config: '{ agents: { /* mine */ defaults: { skipBootstrap: true } } }',
      facts: (facts) => withFiles(facts, { 'AGENTS.md': 26_500, 'SOUL.md': 4_000 }),
      findings: [
        {
          messageId: 'cut',
          at: '{',
          data: { file: 'AGENTS.md', chars: 26_500, injected: 20_000 },
          severity: 'warning',
          confidence: 'certain',
          fix: 'unsafe',
          title: 'set bootstrapMaxChars to 27000',
          proof: '/home/me/work: AGENTS.md 26500 > 20000, agents.defaults.bootstrapMaxChars',
        },
      ],
      fixed: '{ agents: { /* mine */ defaults: { skipBootstrap: true, bootstrapMaxChars: 27000 } } }',
    },
    {
      name: 'two files, in the old release, with one fix',
      config: '{ gateway: { mode: "local" } }',
      release: '2026.4.22',
      facts: (facts) => withFiles(facts, { 'AGENTS.md': 13_000, 'USER.md': 14_500 }),
      findings: [
        { messageId: 'cut', data: { file: 'AGENTS.md', chars: 13_000, injected: 12_000 } },
        {
          messageId: 'cut',
          data: { file: 'USER.md', chars: 14_500, injected: 12_000 },
          title: 'set bootstrapMaxChars to 15000',
        },
      ],
      fixed: '{ gateway: { mode: "local" }, agents: { defaults: { bootstrapMaxChars: 15000 } } }',
    },
    {
      name: 'all together',
      config: '{ agents: { defaults: { bootstrapTotalMaxChars: 30000 } } }',
      facts: (facts) => withFiles(facts, { 'AGENTS.md': 18_000, 'SOUL.md': 15_000, 'TOOLS.md': 2_000 }),
      findings: [
        {
          messageId: 'cut',
          at: '30000',
          data: { file: 'SOUL.md', chars: 15_000, injected: 12_000 },
          title: 'set bootstrapTotalMaxChars to 35000',
          proof: '/home/me/work: SOUL.md 15000 > 30000, agents.defaults.bootstrapTotalMaxChars for all files together',
        },
        { messageId: 'cut', data: { file: 'TOOLS.md', chars: 2_000, injected: 0 } },
      ],
      fixed: '{ agents: { defaults: { bootstrapTotalMaxChars: 35000 } } }',
    },
    {
      name: 'a raised limit needs more room for all',
      config: '{ agents: { defaults: { bootstrapMaxChars: 15000 } } }',
      facts: (facts) =>
        withFiles(facts, { 'AGENTS.md': 15_000, 'SOUL.md': 15_000, 'TOOLS.md': 15_000, 'MEMORY.md': 25_000 }),
      findings: [
        {
          messageId: 'cut',
          at: '15000',
          data: { file: 'MEMORY.md', chars: 25_000, injected: 15_000 },
          title: 'set bootstrapMaxChars to 25000, set bootstrapTotalMaxChars to 70000',
        },
      ],
      fixed: '{ agents: { defaults: { bootstrapMaxChars: 25000, bootstrapTotalMaxChars: 70000 } } }',
    },
    {
      name: 'the limit of one agent',
      config: '{ agents: { entries: { main: { bootstrapMaxChars: 10000 } } } }',
      facts: (facts) => withFiles(facts, { 'AGENTS.md': 12_000 }, ['main', 'main']),
      findings: [{ messageId: 'cut', at: '10000', title: 'set bootstrapMaxChars to 12000' }],
      fixed: '{ agents: { entries: { main: { bootstrapMaxChars: 12000 } } } }',
    },
    {
      name: 'USER.md, which no key makes longer',
      config: '{}',
      facts: (facts) => withFiles(facts, { 'USER.md': 9_000 }),
      findings: [
        {
          messageId: 'cut',
          data: { file: 'USER.md', chars: 9_000, injected: 4_000 },
          fix: 'manual',
          title: 'shorten USER.md, or move parts of it into files that it names',
          proof: '/home/me/work: USER.md 9000 > 4000, which no key raises',
        },
      ],
    },
    {
      name: 'a book',
      config: '{}',
      facts: (facts) => withFiles(facts, { 'MEMORY.md': 400_000 }),
      findings: [{ messageId: 'cut', fix: 'manual' }],
    },
  ],
});
