import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allRules } from '../../src/rules/index.js';
import { rulePage } from '../../src/rules/page.js';
import { root } from '../cli/run-cli.js';

it('docs/rules.md has the page of every rule, where docsUrl points to (npm test -- -u writes it)', async () => {
  const pages = allRules.map((rule) => `## ${rule.meta.id}\n\n\`\`\`text\n${rulePage(rule).trimEnd()}\n\`\`\`\n`);
  const head =
    '# Pages of the rules\n\nWhat `ovd explain RULE` prints. Written by `test/docs/rules-pages.test.ts` from the rules themselves.\n';
  await expect(`${[head, ...pages].join('\n')}`).toMatchFileSnapshot(join(root, 'docs', 'rules.md'));
});
