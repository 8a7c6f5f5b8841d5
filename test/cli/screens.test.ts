import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { steady } from './golden.js';
import { bin, testFolder } from './run-cli.js';

const hasTmux = process.platform !== 'win32' && spawnSync('tmux', ['-V']).status === 0;

const config = `{
  // at home
  agents: {
    defaults: {
      model: { primary: "vllm/qwen3" },
      localModelMode: "lean",
    },
  },
  models: { providers: { vllm: {
    baseUrl: "http://127.0.0.1:8000/v1",
    apiKey: "fake-key-of-nobody",
    models: [
      { id: "qwen3", name: "Qwen3", contextWindow: 32768, maxTokens: 10 }, // short
    ],
  } } },
}
`;

const keys = {
  no: ['Enter'],
  yes: ['Down', 'Enter'],
  all: ['Down', 'Down', 'Enter'],
  edit: ['Down', 'Down', 'Down', 'Enter'],
  quit: ['Up', 'Enter'],
  interrupt: ['C-c'],
} as const;

/** A real terminal of a given size in which the program runs, and what stands on its screen. */
async function openScreen(columns: number, colour: '--color' | '--no-color') {
  const cwd = testFolder();
  const file = join(cwd, 'openclaw.json');
  writeFileSync(file, config);
  const socket = `ovd-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const tmux = (...words: readonly string[]) =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { encoding: 'utf8' });
  onTestFinished(() => void spawnSync('tmux', ['-L', socket, 'kill-server']));
  const args = ['fix', '--write', '--offline', '--openclaw-version', '2026.4.22', colour, '--config', 'openclaw.json'];
  const command = [process.execPath, bin, ...args].map((word) => `'${word}'`).join(' ');
  const clean = `env -i PATH=/nowhere HOME='${cwd}' TERM=tmux-256color LANG=C.UTF-8`;
  const shell = `cd '${cwd}' && ${clean} ${command}; echo "exit $?"; exec sleep 600`;
  tmux('new-session', '-d', '-x', String(columns), '-y', '60', '-s', 'a', shell);
  const screen = (withColour = false) =>
    tmux('capture-pane', '-p', '-J', ...(withColour ? ['-e'] : []), '-S', '-', '-t', 'a')
      .replace(/[ \t]+$/gm, '')
      .trimEnd();
  // Never by the clock: on a busy machine the program takes its time.
  const waitFor = async (text: string) => {
    for (let i = 0; i < 1_000 && !screen().includes(text); i += 1) await sleep(100);
    expect(screen()).toContain(text);
  };
  const answer = async (question: string, ...names: readonly string[]) => {
    await waitFor(question);
    tmux('send-keys', '-t', 'a', ...names);
  };
  return { cwd, file, screen, waitFor, answer };
}

const asked = (n: number) => `(${n} of 4)`;

describe.skipIf(!hasTmux)(
  'the questions of fix --write on a terminal (skipped where tmux is missing)',
  {
    timeout: 180_000,
  },
  () => {
    it.each([
      ['80 columns', 80, '--no-color'],
      ['120 columns', 120, '--no-color'],
      ['80 columns in colour', 80, '--color'],
      ['120 columns in colour', 120, '--color'],
    ] as const)('%s', async (name, columns, colour) => {
      const { cwd, file, screen, waitFor, answer } = await openScreen(columns, colour);
      await answer(asked(1), ...keys.yes);
      await answer(asked(2), ...keys.no);
      await answer(asked(3), ...keys.edit);
      await answer(
        'models.providers.vllm.models.0.maxTokens\n│  8192',
        'BSpace',
        'BSpace',
        'BSpace',
        'BSpace',
        '2048',
        'Enter',
      );
      await answer(asked(4), ...keys.no);
      await waitFor('write 2 edits');
      expect(readFileSync(file, 'utf8')).toBe(config);
      await answer('write 2 edits', 'y');
      // An error is left: the one of the fix that was declined.
      await waitFor('exit 1');
      expect(readFileSync(file, 'utf8')).toBe(
        config.replace('localModelMode: "lean"', 'experimental: { localModelLean: true }').replace('10 }', '2048 }'),
      );
      const time = /\.\d{4}-\d\d-\d\dT[\d-]+Z/.exec(screen())?.[0] ?? '-';
      // Sizes of prompts are measured anew for each release of the tables; only what is asked is held here.
      const shown = steady(screen(colour === '--color'), { cwd, replace: [[time, '.<time>']] }).replace(
        /^.*(?:room \d|window \d|compaction keeps).*$/gm,
        (line) => line.replace(/\d{4,}/g, 'N'),
      );
      await expect(`${shown}\n`).toMatchFileSnapshot(`golden/screen-fix-${name.replaceAll(' ', '-')}.txt`);
    });

    it.each([
      ['while a value is edited', ['no', 'no', 'edit'], ['maxTokens\n│  8192']],
      ['at the last question of all', ['all'], ['write 4 edits']],
    ] as const)('Ctrl-C %s: nothing is written, exit 130', async (_where, answers, then) => {
      const { cwd, file, waitFor, answer } = await openScreen(80, '--no-color');
      for (const [i, key] of answers.entries()) await answer(asked(i + 1), ...keys[key]);
      for (const text of then) await answer(text, ...keys.interrupt);
      await waitFor('exit 130');
      await waitFor('cancelled, nothing written');
      expect(readFileSync(file, 'utf8')).toBe(config);
      expect(readdirSync(cwd)).toEqual(['openclaw.json']);
    });

    it('quit at once: nothing chosen, nothing written, and the findings decide the exit code', async () => {
      const { cwd, waitFor, answer } = await openScreen(80, '--no-color');
      await answer(asked(1), ...keys.quit);
      await waitFor('nothing chosen, nothing written');
      await waitFor('exit 1');
      expect(readdirSync(cwd)).toEqual(['openclaw.json']);
    });

    it('no to the last question writes nothing', async () => {
      const { cwd, file, waitFor, answer } = await openScreen(80, '--no-color');
      await answer(asked(1), ...keys.all);
      await answer('write 4 edits', 'Enter');
      await waitFor('nothing written\nexit 1');
      expect(readFileSync(file, 'utf8')).toBe(config);
      expect(readdirSync(cwd)).toEqual(['openclaw.json']);
    });
  },
);
