import rule from '../../../src/rules/context/reserve-leaves-nothing.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const window = (tokens: number, agents = '') => oneModel({ row: `contextWindow: ${tokens}, maxTokens: 2048`, agents });

ruleTest(rule, {
  clean: [
    { name: 'large window', config: window(131072), release: '2026.4.22', prompt: 15286 },
    { name: '2026.9.6 keeps a quarter', config: window(16384), release: '2026.9.6', prompt: 9000 },
    {
      name: 'configured small',
      config: window(16384, 'compaction: { reserveTokens: 2048, reserveTokensFloor: 2048 }'),
      release: '2026.4.22',
      prompt: 13612,
    },
    { name: 'below the floor: another rule', config: window(8192), release: '2026.4.22' },
    { name: 'room, and no prompt to compare', config: window(32768), release: '2026.4.22' },
  ],
  flagged: [
    {
      name: 'a 16k window has no prompt room at all',
      config: window(16384),
      release: '2026.4.22',
      prompt: 13612,
      findings: [
        {
          messageId: 'nothing',
          at: '16384',
          data: { reserve: 16384, window: 16384 },
          severity: 'warning',
          fix: 'safe',
          title: 'set compaction.reserveTokens and reserveTokensFloor to 2048',
        },
      ],
      fixed: window(16384, 'compaction: { reserveTokens: 2048, reserveTokensFloor: 2048 }'),
    },
    {
      name: 'the served window counts, not the configured one',
      config: window(128000),
      release: '2026.4.22',
      served: [{ id: 'm1', maxModelLen: 16384 }],
      prompt: 13612,
      findings: [
        {
          messageId: 'nothing',
          data: { reserve: 16384, window: 16384 },
          fix: 'safe',
          proof: 'window 16384 is what the server has',
        },
      ],
      fixed: window(128000, 'compaction: { reserveTokens: 2048, reserveTokensFloor: 2048 }'),
    },
    {
      name: 'less than the prompt',
      config: window(32768),
      release: '2026.4.22',
      prompt: 15286,
      findings: [
        {
          messageId: 'little',
          data: { reserve: 20000, window: 32768, room: 12768, prompt: 15286 },
          severity: 'info',
          fix: 'safe',
        },
      ],
      fixed: window(32768, 'compaction: { reserveTokens: 8192, reserveTokensFloor: 8192 }'),
    },
    {
      name: 'not configurable any more',
      config: window(16384),
      release: '2026.8.2',
      prompt: 10117,
      findings: [
        { messageId: 'little', data: { reserve: 8384, window: 16384, room: 8000, prompt: 10117 }, fix: 'none' },
      ],
    },
    {
      name: 'a written reserve',
      config: window(32768, 'compaction: { reserveTokens: 32768 }'),
      release: '2026.7.1',
      prompt: 9000,
      findings: [
        {
          messageId: 'little',
          at: '32768',
          data: { reserve: 24768, window: 32768, room: 8000, prompt: 9000 },
          fix: 'safe',
        },
      ],
      fixed: window(32768, 'compaction: { reserveTokens: 8192, reserveTokensFloor: 8192 }'),
    },
  ],
});
