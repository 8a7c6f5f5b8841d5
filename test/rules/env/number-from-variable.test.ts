import rule from '../../../src/rules/env/number-from-variable.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const template = (name: string) => `$\{${name}}`;
const port = (text: string) => `{ gateway: { mode: "local", port: ${text} } }`;
const window = (text: string) => oneModel({ row: `contextWindow: ${text}, /* card */ maxTokens: 4096` });

ruleTest(rule, {
  clean: [
    { name: 'a number', config: port('18790'), env: { PORT: '18790' } },
    { name: 'a number in quotes: another rule', config: port('"18790"') },
    { name: 'a text is wanted', config: oneModel({ baseUrl: `http://${template('HOST')}:8000/v1` }) },
    {
      name: 'a text or a number is wanted',
      config: `{ channels: { telegram: { botToken: "${template('BOT')}", allowFrom: ["${template('ID')}"] } } }`,
      env: { BOT: 'not-a-real-token', ID: '12345' },
    },
    { name: 'a word out of a list', config: `{ gateway: { mode: "${template('MODE')}" } }`, env: { MODE: 'local' } },
    {
      name: 'a list is wanted: another rule',
      config: `{ tools: { deny: "${template('DENY')}" } }`,
      env: { DENY: 'x' },
    },
    { name: 'a default, which no release knows: another rule', config: port(`"$\{PORT:-18790}"`) },
    { name: 'escaped', config: port(`"$${template('PORT')}"`), env: { PORT: '18790' } },
  ],
  flagged: [
    {
      name: 'a number, beside a comment',
      config: window(`"${template('CTX')}"`),
      env: { CTX: '32768' },
      findings: [
        {
          messageId: 'text',
          at: `"${template('CTX')}"`,
          data: { key: 'contextWindow', wanted: 'number', name: 'CTX' },
          severity: 'error',
          confidence: 'certain',
          fix: 'safe',
          title: 'write 32768, which CTX holds now; from then on CTX changes nothing here',
        },
      ],
      fixed: window('32768'),
    },
    {
      name: 'a boolean, in the old release',
      config: oneModel({ row: `contextWindow: 32768, reasoning: "${template('THINKS')}"` }),
      release: '2026.4.22',
      env: { THINKS: 'True' },
      findings: [{ messageId: 'text', data: { key: 'reasoning', wanted: 'boolean', name: 'THINKS' }, fix: 'safe' }],
      fixed: oneModel({ row: 'contextWindow: 32768, reasoning: true' }),
    },
    {
      name: 'as people write it',
      config: window(`"${template('CTX')}"`),
      env: { CTX: ' 64k ' },
      findings: [{ messageId: 'text', fix: 'safe' }],
      fixed: window('65536'),
    },
    {
      name: 'digits around it',
      config: window(`"${template('THOUSANDS')}000"`),
      env: { THOUSANDS: '32' },
      findings: [{ messageId: 'text', fix: 'safe' }],
      fixed: window('32000'),
    },
    {
      name: 'two variables in one place',
      config: port(`"${template('A')}${template('B')}"`),
      env: { A: '187', B: '90' },
      findings: [{ messageId: 'text', data: { key: 'port', wanted: 'integer', name: 'A' }, fix: 'safe' }],
      fixed: port('18790'),
    },
    {
      name: 'one of two is not set',
      config: port(`"${template('A')}${template('B')}"`),
      env: { A: '187' },
      findings: [{ messageId: 'text', fix: 'none' }],
    },
    {
      name: 'from the config itself',
      config: `{ env: { vars: { PORT: "18790" } }, gateway: { mode: "local", port: "${template('PORT')}" } }`,
      findings: [{ messageId: 'text', fix: 'safe' }],
      fixed: `{ env: { vars: { PORT: "18790" } }, gateway: { mode: "local", port: 18790 } }`,
    },
    { name: 'not set', config: port(`"${template('PORT')}"`), findings: [{ messageId: 'text', fix: 'none' }] },
    {
      name: 'set to nothing',
      config: port(`"${template('PORT')}"`),
      env: { PORT: '' },
      findings: [{ messageId: 'text', fix: 'none' }],
    },
    {
      name: 'holds less than nothing',
      config: port(`"${template('PORT')}"`),
      env: { PORT: '-1' },
      findings: [{ messageId: 'text', fix: 'none' }],
    },
    {
      name: 'holds no number',
      config: port(`"${template('PORT')}"`),
      env: { PORT: 'http' },
      findings: [{ messageId: 'text', fix: 'none' }],
    },
    {
      name: 'a boolean or one of some words',
      config: `{ gateway: { tailscale: { resetOnExit: "${template('RESET')}" } } }`,
      release: '2026.4.22',
      env: { RESET: 'false' },
      findings: [{ messageId: 'text', fix: 'safe' }],
      fixed: '{ gateway: { tailscale: { resetOnExit: false } } }',
    },
  ],
});
