import rule from '../../../src/rules/syntax/byte-order-mark.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const mark = '\ufeff';
const local = '{ gateway: { mode: "local" } } // at home\n';

ruleTest(rule, {
  clean: [
    { name: 'none', config: oneModel() },
    { name: 'white space inside the file, which JSON5 skips', config: `{ ${mark}gateway: { mode: "local" } }` },
    { name: 'in a text', config: `{ messages: { responsePrefix: "${mark}" } }` },
    { name: 'a file that does not parse: another rule', config: `${mark}{ gateway: ` },
  ],
  flagged: [
    {
      name: 'one',
      config: mark + local,
      findings: [{ messageId: 'mark', at: mark, severity: 'info', confidence: 'certain', fix: 'safe' }],
      fixed: local,
    },
    {
      name: 'Windows line ends, a comment first',
      config: `${mark}// mine\r\n{\r\n  gateway: { mode: "local" },\r\n}\r\n`,
      release: '2026.4.22',
      findings: [{ messageId: 'mark', fix: 'safe', title: 'remove the byte order mark' }],
      fixed: `// mine\r\n{\r\n  gateway: { mode: "local" },\r\n}\r\n`,
    },
    {
      name: 'one before another',
      config: mark + mark + local,
      findings: [{ messageId: 'mark', at: mark + mark, fix: 'safe' }],
      fixed: local,
    },
  ],
});
