import rule from '../../../src/rules/syntax/lost-backslash.js';
import { ruleTest } from '../rule-test.js';

const workspace = (literal: string) => `{ agents: { defaults: { workspace: ${literal} /* here */ } } }`;

ruleTest(rule, {
  clean: [
    { name: 'doubled', config: workspace(String.raw`"C:\\Users\\dev\\work"`) },
    { name: 'slashes', config: workspace('"C:/Users/dev/work"') },
    { name: 'a line break that is meant', config: String.raw`{ messages: { responsePrefix: "one\ntwo" } }` },
    {
      name: 'the parser stops there: another rule',
      config: workspace(String.raw`"C:\Users\user\work"`),
    },
  ],
  flagged: [
    {
      name: 'a path of a user folder',
      config: workspace(String.raw`"C:\Users\dev\.openclaw\workspace"`),
      findings: [
        {
          messageId: 'lost',
          at: String.raw`"C:\Users\dev\.openclaw\workspace"`,
          data: { key: 'workspace', reads: 'C:Usersdev.openclawworkspace' },
          severity: 'error',
          fix: 'safe',
        },
      ],
      fixed: workspace(String.raw`"C:\\Users\\dev\\.openclaw\\workspace"`),
    },
    {
      name: 'one of the letters is an escape',
      config: workspace(String.raw`'C:\temp\dev'`),
      findings: [{ messageId: 'lost', data: { key: 'workspace', reads: String.raw`C:\tempdev` } }],
      fixed: workspace(String.raw`"C:\\temp\\dev"`),
    },
  ],
});
