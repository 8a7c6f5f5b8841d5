import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../src/examine.js';
import { effectiveLines } from '../../src/report/effective-lines.js';
import { jsonReport } from '../../src/report/json.js';
import { terminalFor } from '../../src/report/terminal.js';
import { displayWidth } from '../../src/report/text.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovd-effective-'));
  writeFileSync(join(folder, 'openclaw.json'), config);
  writeFileSync(join(folder, 'models.json5'), included);
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const config = `{
  agents: { defaults: {
    model: { primary: "vllm/m1", fallbacks: ["fast"] },
    models: { "box/org/m2": { alias: "fast", params: { maxTokens: 50, temperature: 0.2, top_p: 0.8 } } },
    heartbeat: { model: "nobody/m" },
  }, list: [{ id: "writer", model: "vllm/m1" }] },
  models: { $include: "./models.json5" },
}`;

const included = `{ providers: {
  vllm: { baseUrl: "http://127.0.0.1:8000/v1", api: "openai-completions", apiKey: "\${VLLM_API_KEY}",
    models: [{ id: "m1", name: "m1", contextWindow: 40000, maxTokens: 64000, compat: { supportsDeveloperRole: false } }] },
  box: { baseUrl: "http://127.0.0.1:9/v1", api: "openai-completions", apiKey: "fake-secret-of-box",
    models: [{ id: "org/m2", name: "m2" }] },
} }`;

function run(release: string) {
  return examine({
    config: join(folder, 'openclaw.json'),
    env: { VLLM_API_KEY: 'fake-secret-of-vllm' },
    cwd: folder,
    platform: 'linux',
    openclawVersion: release,
    offline: true,
  });
}

const lines = async (release: string, columns: number) =>
  effectiveLines(await run(release), terminalFor({ columns }, { NO_COLOR: '1' }, 'linux'));

describe('effectiveLines', () => {
  it('says of each value who decided it, in the file that holds it', async () => {
    const text = (await lines('2026.4.22', 100)).join('\n').replaceAll(`${folder}/`, '');
    for (const expected of [
      /POST +http:\/\/127\.0\.0\.1:8000\/v1\/chat\/completions +models\.json5:2:\d+/,
      /Authorization +value of VLLM_API_KEY \(environment\)/,
      /context window +40.000 +models\.json5:3:/,
      /maxTokens +64.000/,
      /answer limit +32.000 +2026\.4\.22 sends no more/,
      /answer limit +50 +by params, openclaw\.json:4:/,
      /temperature +0\.2 +openclaw\.json:4:/,
      /top_p +not sent +openclaw\.json:4:/,
      /model\.fallbacks\.0 +box\/org\/m2 \(written fast\)/,
      /heartbeat\.model +reaches nothing: no such provider/,
      /compaction limit +900 s +default of 2026\.4\.22/,
      /allow list +1 model +openclaw\.json:4:/,
      /system role +system +models\.json5:3:/,
      /tools +sent +default of 2026\.4\.22/,
      /writer: model +vllm\/m1 +openclaw\.json:6:/,
      /model id +m1 +for model\.primary, writer: model/,
    ]) {
      expect(text.replace(/\n {10,}/g, '  ')).toMatch(expected);
    }
  });

  it.each([60, 80, 100])('fits %i columns, except for words that are longer', async (columns) => {
    for (const line of await lines('2026.9.6', columns)) {
      const longest = Math.max(...line.trim().split(/ {2,}/).map(displayWidth));
      expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(columns, longest + 22));
    }
  });

  it('holds no secret', async () => {
    expect((await lines('2026.9.6', 80)).join('\n')).not.toContain('fake-secret');
  });
});

describe('the same as JSON', () => {
  it('names file, line and column beside each path', async () => {
    const { facts } = JSON.parse(jsonReport(await run('2026.9.6')));
    const [model] = facts.effective.value.models;
    expect(model.contextWindow).toMatchObject({
      value: 40_000,
      at: { file: join(folder, 'models.json5'), line: 3, column: 53 },
    });
    expect(model.outputLimit).toMatchObject({ value: 39_999, from: 'derived' });
    expect(facts.effective.value.references[1].at).toEqual({
      file: join(folder, 'openclaw.json'),
      line: 3,
      column: 46,
    });
  });
});
