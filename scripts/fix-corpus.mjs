// Applies every fix that a finding offers, one by one and all together, and lets the real program judge the results.
//   node scripts/fix-corpus.mjs [--release 2026.9.6]... [--online] [--verbose] [--only RULE] [--file PART]
// Programs: package folders in OVD_ORACLE_2026_4_22 and so on, the Node for them in OVD_ORACLE_NODE, else those that
// `npm run test:oracle` installs; files: ../shared/corpus, ../shared/cases, ../shared/validator-cases. `--online` answers every model server by a simulator with a small window.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { nodeProgram, openClawFolder } from './openclaw/programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = join(root, '..', 'shared');
const { values: flags } = parseArgs({
  options: {
    release: { type: 'string', multiple: true, default: ['2026.4.22', '2026.9.6'] },
    online: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    only: { type: 'string' },
    file: { type: 'string' },
  },
});
if (!existsSync(shared)) {
  console.log('no ../shared here, nothing to do');
  process.exit(0);
}
const node = process.env['OVD_ORACLE_NODE'] ?? nodeProgram();
const folder = mkdtempSync(join(tmpdir(), 'ovd-fix-corpus-'));
// The program looks for its schemas above its own file.
const bundle = join(root, '.oracle', `fix-corpus-${process.pid}`);
process.on('exit', () => [folder, bundle].map((place) => rmSync(place, { recursive: true, force: true })));
const { openExaminer, fixRounds, toExamined, repairText, planFixes, textsOf, parseConfig, startSimulator } =
  await load();
const simulator = flags.online ? await startSimulator({ models: [{ id: 'm', maxModelLen: 32_768 }] }) : undefined;

let failures = 0;
let unrepaired = [];
for (const release of flags.release) {
  const results = [];
  unrepaired = [];
  for (const file of inputs(release)) results.push(...(await fixesOf(file, release)));
  report(release, results, judge(release, results));
}
await simulator?.close();
process.exitCode = failures === 0 ? 0 : 1;

/** One row for each fix, and two for all of them together: safe ones, and with the unsafe ones. */
async function fixesOf({ id, text }, release) {
  const config = join(folder, 'openclaw.json');
  writeFileSync(config, text);
  const env = { HOME: folder, OPENCLAW_STATE_DIR: folder, VLLM_API_KEY: 'fake-key-of-nobody' };
  const examiner = await openExaminer({
    config,
    env,
    cwd: folder,
    platform: 'linux',
    openclawVersion: release,
    offline: !flags.online,
    ...(simulator && { fetch: toSimulator }),
  });
  try {
    const options = { unsafe: true, release };
    const patient = await examiner.examine();
    const look = async (texts) => toExamined((await examiner.examine(texts)).run);
    const repaired = await repairText({ patient, examine: (texts) => examiner.examine(texts), options });
    const { files, run } = repaired.patient;
    if (files === undefined) {
      unrepaired.push(id);
      return [];
    }
    const rows = repaired.applied.map(({ finding, fix }) => ({
      ...{ id, text, kind: finding.ruleId, title: fix.title, safety: fix.safety, silent: true },
      outcome: { files, accepted: null },
    }));
    const start = files.top.text;
    for (const { finding, fix } of planFixes(files, run.findings, options).steps) {
      if (fix.safety === 'manual' || (flags.only && finding.ruleId !== flags.only)) continue;
      const key = keyOf(finding);
      const alone = async (now) => {
        const examined = await look(textsOf(now));
        return { ...examined, findings: examined.findings.filter((one) => keyOf(one) === key) };
      };
      const outcome = await fixRounds({ files, examine: alone, options });
      const held = outcome.applied.length === 0 ? (outcome.heldBack[0]?.reason ?? 'not found again') : undefined;
      rows.push({
        id,
        text: start,
        kind: finding.ruleId,
        title: fix.title,
        safety: fix.safety,
        silent: outcome.findings.length === 0,
        held,
        outcome,
      });
    }
    for (const unsafe of flags.only === undefined ? [false, true] : []) {
      const outcome = await fixRounds({
        files,
        examine: async (now) => look(textsOf(now)),
        options: { ...options, unsafe },
      });
      if (outcome.applied.length === 0) continue;
      const left = planFixes(outcome.files, outcome.findings, { ...options, unsafe }).steps;
      const silent = left.every(
        (step) => step.state !== 'planned' || outcome.heldBack.some(({ fix }) => fix.title === step.fix.title),
      );
      rows.push({
        id,
        text: start,
        kind: unsafe ? '(all, unsafe too)' : '(all safe)',
        title: outcome.applied.map(({ fix }) => fix.title).join(' + '),
        safety: '',
        silent,
        outcome,
      });
    }
    return rows.map((row) => ({ ...row, after: row.outcome.files.top.text }));
  } finally {
    await examiner.close();
  }
}

function keyOf({ ruleId, path, fix }) {
  return JSON.stringify([ruleId, path, fix?.title]);
}

function report(release, rows, verdicts) {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  console.log(`\n${release}${flags.online ? ', servers simulated' : ''}\n`);
  console.log(
    '| Fix | Offered | Applied | Held back | Accepted before | Accepted after | Silent | Comments kept | Wrong |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const kind of kinds) {
    const all = rows.filter((row) => row.kind === kind);
    const applied = all.filter(({ held }) => held === undefined);
    const wrong = applied.filter((row) => complaint(row, verdicts) !== undefined);
    failures += wrong.length;
    const count = (test) => applied.filter(test).length;
    const cells = [kind, all.length, applied.length, all.length - applied.length];
    const was = count((row) => verdicts.get(row.text).valid);
    const is = count((row) => verdicts.get(row.after).valid);
    console.log(
      `| ${[...cells, was, is, count(({ silent }) => silent), count(keptComments), wrong.length].join(' | ')} |`,
    );
  }
  console.log(`\nDoes not parse, and is left as it is: ${unrepaired.length} (${unrepaired.join(', ')})`);
  for (const row of rows) {
    const why = row.held === undefined ? complaint(row, verdicts) : undefined;
    if (why !== undefined) console.log(`WRONG ${row.id}: ${row.kind}: ${row.title} [${row.safety}]: ${why}`);
    if (flags.verbose && row.held !== undefined) console.log(`held  ${row.id}: ${row.kind}: ${row.title}: ${row.held}`);
  }
}

function complaint(row, verdicts) {
  const [before, after] = [verdicts.get(row.text), verdicts.get(row.after)];
  if (before.valid && !after.valid) return `accepted before, refused after: ${issues(after)}`;
  if (!parses(row.after)) return 'does not parse afterwards';
  // Of a text that does not parse the program says only that.
  const caused = parses(row.text) && !after.valid ? after.issues.filter((issue) => isNew(issue, row, before)) : [];
  if (caused.length > 0 && after.issues.length > before.issues.length)
    return `more is refused: ${issues({ issues: caused })}`;
  if (row.outcome.accepted === true && !after.valid) return `we say accepted: ${issues(after)}`;
  if (row.outcome.accepted === false && after.valid) return 'we say refused';
  if (!row.silent) return 'found again';
  if (!keptComments(row)) return 'a comment is gone';
  return undefined;
}

/** Of what was hidden behind other mistakes (the plugins are asked last) the fix left the value as it was. */
function isNew({ path, message }, { text, after }, before) {
  if (before.issues.some((issue) => issue.path === path && issue.message === message)) return false;
  const [was, is] = [text, after].map((one) => valueUnder(parsedValue(one), path === '<root>' ? [] : path.split('.')));
  return was === undefined || JSON.stringify(was) !== JSON.stringify(is);
}

/** Undefined where nothing stands; a key may hold dots itself. */
function valueUnder(value, steps) {
  if (steps.length === 0 || typeof value !== 'object' || value === null) return steps.length === 0 ? value : undefined;
  for (let taken = 1; taken <= steps.length; taken += 1) {
    const key = steps.slice(0, taken).join('.');
    if (Object.hasOwn(value, key)) return valueUnder(value[key], steps.slice(taken));
  }
  return undefined;
}

function parsedValue(text) {
  const parsed = parseConfig({ file: 'x', text });
  return parsed.ok ? parsed.document.value : undefined;
}

function parses(text) {
  return parseConfig({ file: 'x', text }).ok;
}

function issues({ issues }) {
  return issues
    .map(({ path, message }) => `${path}: ${message}`)
    .join('; ')
    .slice(0, 300);
}

function comments(text) {
  const parsed = parseConfig({ file: 'x', text });
  return parsed.ok ? parsed.document.comments.map(({ start, end }) => text.slice(start, end)) : [];
}

function keptComments({ text, after }) {
  const now = comments(after).map(squeezed).sort();
  const was = comments(text).map(squeezed).sort();
  return was.every((comment) => now.includes(comment)) && now.length >= was.length;
}

/** A comment that moved may be indented otherwise. */
function squeezed(text) {
  return text.replace(/\s+/g, ' ');
}

function judge(release, rows) {
  const program = process.env[`OVD_ORACLE_${release.replaceAll('.', '_')}`] ?? openClawFolder(release);
  const texts = [...new Set(rows.flatMap(({ text, after }) => [text, after]))];
  const { stdout, stderr, status } = spawnSync(node, [join(root, 'scripts', 'migrate-validate.mjs'), program], {
    input: texts.map((text, i) => JSON.stringify({ id: i, text })).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`${release} did not judge: ${stderr}`);
  const lines = stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return new Map(lines.map((verdict) => [texts[verdict.id], verdict]));
}

function toSimulator(input, init) {
  const url = new URL(typeof input === 'string' ? input : input.url);
  return fetch(new URL(`${url.pathname}${url.search}`, simulator.url), init);
}

function inputs(release) {
  const read = (name) => {
    const place = join(shared, name);
    const names = readdirSync(place)
      .filter((file) => /\.json5?$/.test(file))
      .sort();
    return names.map((file) => ({ id: `${name}/${file}`, text: readFileSync(join(place, file), 'utf8') }));
  };
  const cases = JSON.parse(readFileSync(join(shared, 'validator-cases', `${release}.json`), 'utf8'));
  const all = [...read('corpus'), ...read('cases'), ...cases.map(({ name, config }) => ({ id: name, text: config }))];
  return flags.file === undefined ? all : all.filter(({ id }) => id.includes(flags.file));
}

async function load() {
  const out = join(bundle, 'fix.mjs');
  await build({
    stdin: {
      contents: [
        "export { openExaminer } from './src/examine.ts';",
        "export { fixRounds, toExamined } from './src/fix/apply.ts';",
        "export { planFixes } from './src/fix/plan.ts';",
        "export { repairText } from './src/fix/repair.ts';",
        "export { textsOf } from './src/config/files.ts';",
        "export { parseConfig } from './src/config/parse.ts';",
        "export { startSimulator } from './src/simulate/server.ts';",
      ].join('\n'),
      resolveDir: root,
    },
    outfile: out,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    loader: { '.json': 'json' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return import(pathToFileURL(out).href);
}
