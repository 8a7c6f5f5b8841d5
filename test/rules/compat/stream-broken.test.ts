import rule from '../../../src/rules/compat/stream-broken.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1' }];
const data = { host: '127.0.0.1:8000' };

ruleTest(rule, {
  clean: [
    { name: 'streams', config: oneModel(), served },
    { name: 'nothing answers: another rule', config: oneModel(), server: { fails: { kind: 'refused' } } },
    {
      name: 'the completion fails too: another rule',
      config: oneModel(),
      server: { served, chatFails: { kind: 'http', status: 500 } },
    },
    { name: 'was not asked', config: oneModel(), server: { served, streamFails: { kind: 'skipped' } } },
  ],
  flagged: [
    {
      name: 'cut',
      config: oneModel(),
      server: { served, streamFails: { kind: 'cut', message: 'answer cut off by 127.0.0.1:8000' } },
      findings: [
        {
          messageId: 'cut',
          data: { ...data, reason: 'answer cut off by 127.0.0.1:8000' },
          severity: 'error',
          fix: 'none',
          proof: 'the same, streamed: answer cut off by 127.0.0.1:8000',
        },
      ],
    },
    {
      name: 'stalls: the whole answer was there long before',
      config: oneModel(),
      server: { served, streamFails: { kind: 'timeout' } },
      findings: [{ messageId: 'stalls', data }],
    },
    {
      name: 'an error inside, with status 200',
      config: oneModel(),
      server: { served, streamFails: { kind: 'http', status: 200, serverSays: 'EngineCore encountered an issue.' } },
      findings: [{ messageId: 'error', data: { ...data, says: 'EngineCore encountered an issue' } }],
    },
    {
      name: 'refused',
      config: oneModel(),
      server: { served, streamFails: { kind: 'http', status: 400, serverSays: 'streaming is off' } },
      findings: [{ messageId: 'refused', data: { ...data, says: 'streaming is off' } }],
    },
    {
      name: 'one piece of JSON',
      config: oneModel(),
      server: {
        served,
        streamFails: { kind: 'not-json', message: 'JSON in one piece where an event stream was expected' },
      },
      findings: [{ messageId: 'whole', data, severity: 'warning' }],
    },
    {
      name: 'one piece of JSON, 2026.4.22',
      release: '2026.4.22',
      config: oneModel(),
      server: {
        served,
        streamFails: { kind: 'not-json', message: 'JSON in one piece where an event stream was expected' },
      },
      findings: [{ messageId: 'whole', data, severity: 'error' }],
    },
    {
      name: 'something else',
      config: oneModel(),
      server: { served, streamFails: { kind: 'not-json', message: 'broken JSON inside the event stream' } },
      findings: [{ messageId: 'other', data: { ...data, reason: 'broken JSON inside the event stream' } }],
    },
  ],
});
