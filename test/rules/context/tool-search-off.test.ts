import rule from '../../../src/rules/context/tool-search-off.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const tools = (text: string, window = 65536) =>
  oneModel({ row: `contextWindow: ${window}, maxTokens: 4096`, rest: `\n  tools: { ${text} },` });
const many = { release: '2026.9.6', prompt: 32829 };

ruleTest(rule, {
  clean: [
    { name: 'on unless written', config: tools('profile: "full"'), ...many },
    { name: 'room enough', config: tools('toolSearch: false', 131072), ...many },
    { name: 'few tools', config: tools('toolSearch: false, profile: "minimal"'), release: '2026.9.6', prompt: 6200 },
    { name: 'off anyway in this release', config: tools('toolSearch: false'), release: '2026.8.2', prompt: 27331 },
  ],
  flagged: [
    {
      name: 'half of the window',
      config: tools('toolSearch: false'),
      ...many,
      findings: [
        {
          messageId: 'off',
          at: 'false',
          data: { prompt: 32829, limit: 65536 },
          severity: 'warning',
          fix: 'unsafe',
          proof: '32829 / 65536 = 50 %',
        },
      ],
      fixed: tools('toolSearch: true'),
    },
    {
      name: 'as an object',
      config: tools('toolSearch: { enabled: false }'),
      ...many,
      findings: [{ messageId: 'off', data: { prompt: 32829, limit: 65536 } }],
      fixed: tools('toolSearch: { enabled: true }'),
    },
  ],
});
