import { expect } from 'vitest';
import { type CliOptions, type CliRun, root, runCli } from './run-cli.js';

export interface Golden extends CliOptions {
  readonly name: string;
  readonly args: readonly string[];
  /** Pieces that differ from run to run, and what stands for them. */
  readonly replace?: readonly (readonly [string, string])[];
}

/** Runs the program and compares command, output and exit code with `test/cli/golden/<name>.md`, which it also writes. */
export async function expectGolden(golden: Golden): Promise<CliRun> {
  const run = await runCli(golden.args, golden);
  const page = [
    `# ${golden.name}`,
    block('console', `$ ovd ${golden.args.join(' ')}\nexit ${run.code}`),
    '## stdout',
    block('text', run.stdout),
    '## stderr',
    block('text', run.stderr),
  ].join('\n\n');
  await expect(`${steady(page, golden)}\n`).toMatchFileSnapshot(`golden/${golden.name}.md`);
  return run;
}

function block(kind: string, text: string): string {
  return `\`\`\`${kind}\n${text.replace(/\n$/, '')}\n\`\`\``;
}

/** Takes out what a machine or a moment puts in: folders, ports, our version; times become ordinary ones. */
export function steady(text: string, { cwd, replace = [] }: Pick<Golden, 'cwd' | 'replace'>): string {
  let result = text;
  for (const [from, to] of replace) result = result.replaceAll(from, to);
  if (cwd !== undefined) result = result.replaceAll(cwd, '<folder>');
  return (
    result
      .replaceAll(root, '<project>/')
      .replace(/(took |, |· |prompt after )\d+(?:\.\d+)? m?s\b/g, (_, before: string) => `${before}12 ms`)
      // A rate is told where the moment let it be measured.
      .replace(/, reads [\d\s]+ tokens a second/g, '')
      .replace(/\(\d+(?:\.\d+)? m?s\)/g, '(0.9 s)')
      .replace(
        /\d+ requests, \d[\d\s]* prompt and \d[\d\s]* answer tokens/,
        '28 requests, 10 667 prompt and 120 answer tokens',
      )
      .replace(/"(elapsedMs|ms|totalMs|firstTokenMs|fixedMs)": \d+(?:\.\d+)?/g, '"$1": 0')
      .replace(/ovd \d+\.\d+\.\d+/g, 'ovd X.Y.Z')
  );
}
