import rule from '../../../src/rules/syntax/parse-error.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

ruleTest(rule, {
  clean: [
    { name: 'JSON5 with comments and trailing commas', config: oneModel() },
    { name: 'empty object', config: '{}' },
  ],
  flagged: [
    {
      name: 'stray character',
      config: '{ gateway: @ }',
      findings: [{ messageId: 'stops', at: '@', confidence: 'certain', fix: 'none' }],
    },
    {
      name: 'URL-encoded end',
      config: '{ gateway: { port: 18789 %7D%7D',
      findings: [
        {
          messageId: 'url-encoded',
          at: '%',
          data: { example: '%7D', decoded: '}' },
          confidence: 'likely',
          fix: 'safe',
        },
      ],
      fixed: '{ gateway: { port: 18789 }}',
    },
    {
      name: 'log line first',
      config: 'INFO config\n{ gateway: {} }',
      findings: [{ messageId: 'text-before-object', fix: 'safe' }],
      fixed: '// INFO config\n{ gateway: {} }',
    },
    {
      name: 'a sign of another language',
      config: '{ gateway = { mode: "local" } }',
      findings: [{ messageId: 'foreign-token', at: '=', fix: 'safe', title: "write ':'" }],
      fixed: '{ gateway : { mode: "local" } }',
    },
    {
      name: 'smart quotes',
      config: '{ gateway: { mode: “local” } }',
      findings: [{ messageId: 'smart-quotes', fix: 'safe' }],
      fixed: '{ gateway: { mode: "local" } }',
    },
    {
      name: 'Markdown fence',
      config: '```json5\n{ gateway: {} }\n```\n',
      findings: [{ messageId: 'markdown-fence', fix: 'safe' }],
      fixed: '{ gateway: {} }\n',
    },
    {
      name: 'unclosed',
      config: '{ gateway: { port: 18789 }',
      findings: [{ messageId: 'unclosed', fix: 'safe' }],
      fixed: '{ gateway: { port: 18789 } }',
    },
    {
      name: 'unclosed twice: cut off, perhaps',
      config: '{ gateway: { port: 18789',
      findings: [{ messageId: 'unclosed', fix: 'unsafe' }],
      fixed: '{ gateway: { port: 18789 } }',
    },
    {
      name: 'two commas',
      config: '{ gateway: { port: 18789,, mode: "local" } }',
      findings: [{ messageId: 'extra-comma', fix: 'safe' }],
      fixed: '{ gateway: { port: 18789, mode: "local" } }',
    },
    {
      name: 'Windows path with \\u',
      config: String.raw`{ agents: { defaults: { workspace: "C:\Users\user\work" } } }`,
      findings: [{ messageId: 'windows-path', at: String.raw`"C:\Users\user\work"`, fix: 'safe' }],
      fixed: String.raw`{ agents: { defaults: { workspace: "C:\\Users\\user\\work" } } }`,
    },
    {
      name: 'missing comma',
      config: '{ gateway: { port: 18789 mode: "local" } }',
      findings: [{ messageId: 'missing-comma', fix: 'safe' }],
      fixed: '{ gateway: { port: 18789, mode: "local" } }',
    },
    {
      name: 'missing colon',
      config: '{ gateway { port "18789" /* p */ } }',
      findings: [{ messageId: 'missing-colon', at: '{', fix: 'safe', title: 'put a colon behind the key' }],
      fixed: '{ gateway: { port "18789" /* p */ } }',
      leaves: [{ messageId: 'missing-colon' }],
    },
    {
      name: 'a number with a letter',
      config: '{ agents: { defaults: { contextTokens: 64k /* window */ } } }',
      findings: [{ messageId: 'foreign-token', at: '64k', fix: 'safe', title: "write '65536'" }],
      fixed: '{ agents: { defaults: { contextTokens: 65536 /* window */ } } }',
    },
    {
      name: 'missing value',
      config: '{ gateway: { port: , mode: "local" } }',
      findings: [{ messageId: 'missing-value' }],
    },
    { name: 'nothing at all', config: '\n', findings: [{ messageId: 'empty' }] },
    { name: 'two objects', config: '{ gateway: {} }\n{ models: {} }\n', findings: [{ messageId: 'two-documents' }] },
  ],
});
