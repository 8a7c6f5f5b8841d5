import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../src/rules/index.js';
import { ruleTable } from '../../src/rules/page.js';
import { startSimulator } from '../../src/simulate/server.js';
import { steady } from '../cli/golden.js';
import { root, runCli, testFolder } from '../cli/run-cli.js';
import { demoScreen } from './demo-screen.js';

const marked = /<!-- (screen: demo|rules|(?:run|served): [^\n]*?) -->\n[\s\S]*?<!-- end -->/g;
const cases = ['thread-a.json5', 'thread-b.json5', 'thread-c.json'];

/** What stands between the marks of the README: real output of the program as it is now. */
async function content(mark: string): Promise<string> {
  if (mark === 'rules') return ruleTable(allRules).trimEnd();
  if (mark === 'screen: demo') return fenced(await demoScreen());
  if (mark.startsWith('served: ')) return fenced(await beforeServer(mark.slice('served: '.length)));
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

/** The command before a server without tool flags that takes text content only; the page calls its port 8000. */
async function beforeServer(command: string): Promise<string> {
  const models = [{ id: 'qwen3-8b', maxModelLen: 131_072 }];
  const server = await startSimulator({ models, tools: false, stringContentOnly: true });
  try {
    const words = wordsOf(command.replace('127.0.0.1:8000', `127.0.0.1:${server.port}`)).slice(1);
    const { stdout, stderr } = await runCli(words, { cwd: testFolder() });
    const steadied = steady(stdout + stderr, {
      replace: [[`127.0.0.1:${server.port}`, '127.0.0.1:8000']],
    });
    return `$ ${command}\n${steadied}`;
  } finally {
    await server.close();
  }
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
    expect(marks).toHaveLength(13);
    for (const mark of marks) {
      const shown = await content(mark);
      const block = new RegExp(`<!-- ${mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} -->\\n[\\s\\S]*?<!-- end -->`);
      page = page.replace(block, () => `<!-- ${mark} -->\n${shown}\n<!-- end -->`);
    }
    await expect(page).toMatchFileSnapshot(join(root, 'README.md'));
  });
});
