// Runs the built `ovd fix` on configs that an older release accepts, and lets the real programs judge before and after.
//   node scripts/migrate-corpus.mjs [--from 2026.4.22] [--to 2026.9.6] [--set corpus|cases|FILE.jsonl] [--unsafe] [--official] [--verbose] [--rows FILE] [--page]
// --unsafe     fixes that change behaviour too
// --official   the fixer of the target release on the same files, for comparison; half a minute each
// --rows FILE  keep what was measured there, and take from there what was measured before
// --page       all three beside each other, written to docs/migration.md
// Programs: package folders in OVD_ORACLE_2026_4_22 and so on, the Node for them in OVD_ORACLE_NODE; files: ../shared/corpus,
// ../shared/validator-cases. Build first: npm run build.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse, tokenize } from '@humanwhocodes/momoa';
import json5 from 'json5';
import { pageOf, summaryOf, tableOf, titles } from './migrate-corpus/page.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = join(root, '..', 'shared');
const { values: options } = parseArgs({
  options: {
    from: { type: 'string', default: '2026.4.22' },
    to: { type: 'string', default: '2026.9.6' },
    set: { type: 'string', default: 'corpus' },
    unsafe: { type: 'boolean', default: false },
    official: { type: 'boolean', default: false },
    rows: { type: 'string' },
    page: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const node = process.env['OVD_ORACLE_NODE'] ?? process.execPath;
const modelName = /^[a-z0-9.-]+\/[\w./:@-]+$/i;

const fixers = {
  safe: (file, home) => runOurs(file, home, []),
  unsafe: (file, home) => runOurs(file, home, ['--unsafe']),
  official: runOfficial,
};
const wanted = options.page
  ? ['safe', 'unsafe', 'official']
  : [options.unsafe ? 'unsafe' : 'safe', ...(options.official ? ['official'] : [])];

const valid = (verdicts, id) => verdicts.get(id)?.valid === true;
const measured = measureAll();
if (options.page) writeFileSync(join(root, 'docs', 'migration.md'), pageOf(measured, options));
else for (const who of wanted) print(who, measured[who]);

function measureAll() {
  const kept =
    options.rows !== undefined && existsSync(options.rows) ? JSON.parse(readFileSync(options.rows, 'utf8')) : {};
  const missing = wanted.filter((who) => kept[who] === undefined);
  if (missing.length > 0) {
    const all = inputs();
    const accepted = judge(options.from, all);
    const files = all.filter(({ id }) => valid(accepted, id));
    const before = judge(options.to, files);
    for (const who of missing) kept[who] = fixAll(files, before, fixers[who]);
  }
  if (options.rows !== undefined) writeFileSync(options.rows, JSON.stringify(kept));
  return kept;
}

function fixAll(files, before, run) {
  const done = files.map((file) => ({ ...file, ...inFolder(file.text, run) }));
  const after = judge(
    options.to,
    done.map(({ id, result }) => ({ id, text: result })),
  );
  return done.map(({ id, text, result, ...told }) => ({
    id,
    ...told,
    before: valid(before, id),
    after: valid(after, id),
    issues: after.get(id)?.issues ?? [],
    ...compare(text, result),
    ...(valid(after, id) ? {} : { result }),
  }));
}

/** Runs a fixer on a copy in a home of its own. */
function inFolder(text, run) {
  const home = mkdtempSync(join(tmpdir(), 'ovd-corpus-'));
  try {
    const file = join(home, 'openclaw.json');
    for (const folder of ['state', 'no-programs']) mkdirSync(join(home, folder));
    writeFileSync(file, text);
    const started = performance.now();
    const { stdout, status } = run(file, home);
    const ms = Math.round(performance.now() - started);
    return { result: readFileSync(file, 'utf8'), status, ms, drops: lines(stdout, /not carried over: (.*)/) };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function runOurs(file, home, more) {
  const flags = ['--openclaw-version', options.to, '--write', '--yes', '--offline', ...more];
  return spawnSync(process.execPath, [join(root, 'bin', 'ovd.js'), 'fix', '--config', file, ...flags], {
    env: { PATH: join(home, 'no-programs'), HOME: home, USERPROFILE: home },
    encoding: 'utf8',
  });
}

function runOfficial(file, home) {
  return spawnSync(node, [join(programFolder(options.to), 'openclaw.mjs'), 'doctor', '--fix', '--non-interactive'], {
    env: {
      PATH: [dirname(node), join(home, 'no-programs')].join(':'),
      HOME: home,
      OPENCLAW_STATE_DIR: join(home, 'state'),
      OPENCLAW_CONFIG_PATH: file,
      NO_PROXY: '127.0.0.1',
      npm_config_offline: 'true',
    },
    encoding: 'utf8',
    timeout: 120_000,
  });
}

/** What became of comments, leaves and models. */
function compare(before, after) {
  const [old, now] = [leaves(json5.parse(before)), leaves(json5.parse(after))];
  const [had, has] = [commentsIn(before), commentsIn(after)];
  const oldValues = new Set(old.values());
  const added = [...now].filter(([path, value]) => !old.has(path) && !oldValues.has(value));
  const models = (all) => new Set([...all].flatMap(([path, value]) => [...JSON.parse(path), value]).filter(isModel));
  const [oldModels, newModels] = [models(old), models(now)];
  return {
    comments: had.length === 0 ? '–' : `${had.filter((comment) => has.includes(comment)).length} of ${had.length}`,
    leaves: [old.size, now.size],
    added: added.map(([path]) => JSON.parse(path).join('.')),
    modelsGone: [...oldModels].filter((name) => !newModels.has(name)),
    modelsNew: [...newModels].filter((name) => !oldModels.has(name)),
  };
}

function isModel(text) {
  return typeof text === 'string' && modelName.test(text) && !text.startsWith('/');
}

function leaves(value, path = [], found = new Map()) {
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) leaves(item, [...path, key], found);
  } else found.set(JSON.stringify(path), value);
  return found;
}

function commentsIn(text) {
  try {
    return tokenize(text, { mode: 'json5', ranges: true })
      .filter(({ type }) => type.endsWith('Comment'))
      .map(({ range: [start, end] }) => text.slice(start, end));
  } catch {
    return parse(text, { mode: 'json5', tokens: true }).tokens.map(String); // some texts are read in one way only
  }
}

function lines(text, pattern) {
  return [...text.matchAll(new RegExp(pattern, 'g'))].map(([, found]) => found);
}

function print(who, rows) {
  console.log(`\n${titles[who]}\n`);
  if (options.set === 'corpus') console.log(tableOf(who, rows));
  for (const row of rows) report(who, row);
  console.log(`\n${options.from} accepts ${rows.length}; ${summaryOf(rows).join('; ')}`);
}

function report(who, { id, after, issues, result, added }) {
  if (!after) for (const { path, message } of issues) console.log(`${id} refused: ${path}: ${message}`);
  if (!after && who !== 'official') for (const reason of errorsOf(result)) console.log(`${id} we say: ${reason}`);
  if (options.verbose && added.length > 0) console.log(`${id} added: ${added.join(', ')}`);
}

/** What our doctor says about a file that the target refuses; never nothing. */
function errorsOf(text) {
  const flags = ['--config', '-', '--openclaw-version', options.to, '--offline', '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, [join(root, 'bin', 'ovd.js'), 'doctor', ...flags], {
    input: text,
    encoding: 'utf8',
  });
  const errors = JSON.parse(stdout).findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) throw new Error('refused, and our doctor finds nothing');
  return errors.map(
    ({ ruleId, message, fix }) => `${message} [${ruleId}]${fix ? `; ${fix.safety}: ${fix.title}` : ''}`,
  );
}

function inputs() {
  if (options.set.endsWith('.jsonl')) {
    const text = readFileSync(options.set, 'utf8');
    return text
      .split('\n')
      .filter(Boolean)
      .map((item) => JSON.parse(item));
  }
  if (!existsSync(shared)) {
    console.log('no ../shared here, nothing to do');
    process.exit(0);
  }
  if (options.set === 'cases') {
    const cases = JSON.parse(readFileSync(join(shared, 'validator-cases', `${options.from}.json`), 'utf8'));
    return cases.map(({ name, config }) => ({ id: name, text: config }));
  }
  const folder = join(shared, 'corpus');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json5'))
    .sort()
    .map((id) => ({ id, text: readFileSync(join(folder, id), 'utf8') }));
}

function programFolder(release) {
  const variable = `OVD_ORACLE_${release.replaceAll('.', '_')}`;
  const program = process.env[variable];
  if (program === undefined) throw new Error(`${variable} must name the package folder of openclaw ${release}`);
  return program;
}

function judge(release, configs) {
  const { stdout, stderr, status } = spawnSync(
    node,
    [join(root, 'scripts', 'migrate-validate.mjs'), programFolder(release)],
    {
      input: configs.map(({ id, text }) => JSON.stringify({ id, text })).join('\n'),
      encoding: 'utf8',
      maxBuffer: 1e9,
    },
  );
  if (status !== 0) throw new Error(`${release} did not judge: ${stderr}`);
  const verdicts = stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((verdict) => JSON.parse(verdict));
  return new Map(verdicts.map((verdict) => [verdict.id, verdict]));
}
