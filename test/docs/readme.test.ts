import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../src/rules/index.js';
import { ruleTable } from '../../src/rules/page.js';
import { steady } from '../cli/golden.js';
import { root, runCli, testFolder } from '../cli/run-cli.js';
import { demoScreen } from './demo-screen.js';

const marked = /<!-- (screen: demo|rules|run: [^\n]*?) -->\n[\s\S]*?<!-- end -->/g;
const cases = ['thread-a.json5', 'thread-b.json5', 'thread-c.json'];

/** What stands between the marks of the README: real output of the program as it is now. */
async function content(mark: string): Promise<string> {
  if (mark === 'rules') return ruleTable(allRules).trimEnd();
  if (mark === 'screen: demo') return fenced(await demoScreen());
  const command = mark.slice('run: '.length);
  const folder = testFolder();
  for (const file of cases) copyFileSync(join(root, 'fixtures', 'cases', file), join(folder, file));
  const { stdout, stderr } = await runCli(wordsOf(command).slice(1), {
    cwd: folder,
    env: { VLLM_API_KEY: 'key-of-nobody' },
  });
  expect(stderr).toBe('');
  return fenced(
    `$ ${command}\n${steady(stdout, {
      cwd: folder,
      replace: [
        [`${folder}/`, ''],
        ['~/', ''],
      ],
    })}`,
  );
}

/** Words as a shell parts them: quotes hold several together. */
function wordsOf(command: string): string[] {
  return (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

function fenced(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}

describe('README.md', () => {
  it('shows what the program prints (npm test -- -u writes it)', async () => {
    let page = readFileSync(join(root, 'README.md'), 'utf8');
    const marks = [...page.matchAll(marked)].map((match) => match[1] ?? '');
    expect(marks).toHaveLength(11);
    for (const mark of marks) {
      const shown = await content(mark);
      const block = new RegExp(`<!-- ${mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} -->\\n[\\s\\S]*?<!-- end -->`);
      page = page.replace(block, () => `<!-- ${mark} -->\n${shown}\n<!-- end -->`);
    }
    await expect(page).toMatchFileSnapshot(join(root, 'README.md'));
  });
});
