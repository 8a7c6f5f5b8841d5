import rule from '../../../src/rules/timeouts/exec-timeout.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const config = (run: number | undefined, exec = '') =>
  oneModel({
    ...(run !== undefined && { agents: `timeoutSeconds: ${run}` }),
    ...(exec !== '' && { rest: `\n  tools: { exec: { ${exec} } },` }),
  });

ruleTest(rule, {
  clean: [
    { name: 'nothing written', config: config(undefined), release: '2026.9.6' },
    { name: 'a long command in a longer run', config: config(undefined, 'timeoutSeconds: 7200'), release: '2026.9.6' },
    { name: 'shorter than the run', config: config(600, 'timeoutSeconds: 300'), release: '2026.9.6' },
    { name: 'the same in the words of 2026.7.1', config: config(600, 'timeoutSec: 300'), release: '2026.7.1' },
    { name: 'a run without limit', config: config(0), release: '2026.9.6' },
  ],
  flagged: [
    {
      name: 'the default is longer',
      config: config(600),
      release: '2026.9.6',
      findings: [{ messageId: 'longer', at: '600', data: { exec: 1800, run: 600 }, severity: 'info', fix: 'manual' }],
    },
    {
      name: 'both written',
      config: config(600, 'timeoutSec: 900'),
      release: '2026.4.22',
      findings: [{ messageId: 'longer', at: '900', data: { exec: 900, run: 600 }, severity: 'warning' }],
    },
  ],
});
