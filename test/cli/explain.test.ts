import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const sentence =
  "'max_tokens' or 'max_completion_tokens' is too large: 8192. This model's maximum context length is 16384 tokens and your request has 13612 input tokens (8192 > 16384 - 13612).";

describe('ovd explain', () => {
  it('explains a sentence, with its sum, its causes and the rules that would prove them', async () => {
    const { stdout, stderr, code } = await runCli(['explain', sentence]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('13612 + answer 8192 = 21804 > 16384');
    expect(stdout).toContain('ovd doctor --only context/no-room-for-answer');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('reads a log from standard input, and answers in JSON', async () => {
    const input = `\u001b[31m14:00:00 error rawError=400 ${sentence}\u001b[0m\nContext overflow: prompt too large for the model.\n`;
    for (const args of [['explain', '-'], ['explain']]) {
      const { stdout, code } = await runCli([...args, '--format', 'json'], { input });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        schemaVersion: '1.0',
        known: true,
        lines: 3,
        explanations: [{ id: 'vllm.ctx.max-tokens-too-large', line: 1, at: '14:00:00', follows: [{ line: 2 }] }],
      });
    }
  });

  it('says what it does not know, and what to do then', async () => {
    const { stdout, code } = await runCli(['explain', 'lorem ipsum dolor sit amet']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/not known here[\s\S]*ovd doctor/);
    const { stdout: json } = await runCli(['explain', 'lorem ipsum dolor', '--format=json']);
    expect(JSON.parse(json)).toMatchObject({ known: false, explanations: [] });
  });

  it('prints the page of a rule, as JSON too, and names the nearest of a misspelt one', async () => {
    expect((await runCli(['explain', 'network/refused'])).stdout).toMatch(/^network\/refused\n/);
    const { stdout } = await runCli(['explain', 'network/refused', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ rule: { id: 'network/refused', severity: 'error' } });
    const { stderr, code } = await runCli(['explain', 'network/refusd']);
    expect(code).toBe(2);
    expect(stderr).toContain('network/refused');
  });

  it('tells a config from an error', async () => {
    const { stdout, code } = await runCli(['explain', '-'], { input: '{ gateway: { port: 18789 } }' });
    expect(code).toBe(0);
    expect(stdout).toContain('ovd doctor --offline --config -');
  });
});
