// Moves configs to another release with our own code and lets the real program of that release judge the result.
//   node scripts/migrate-corpus.mjs [--from 2026.4.22] [--to 2026.9.6] [--set corpus|cases|FILE] [--all] [--verbose] [--unsafe no]
// Programs: package folders in OVD_ORACLE_2026_4_22 and so on, the Node for them in OVD_ORACLE_NODE; files: ../shared/corpus, ../shared/validator-cases.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = join(root, '..', 'shared');
const { values: options } = parseArgs({
  options: {
    from: { type: 'string', default: '2026.4.22' },
    to: { type: 'string', default: '2026.9.6' },
    set: { type: 'string', default: 'corpus' },
    all: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const node = process.env['OVD_ORACLE_NODE'] ?? process.execPath;

const { planMigration, applyOps, parseConfig } = await load();
const files = inputs();
const before = options.all ? new Map() : judge(options.from, files);
const rows = files.filter(({ id }) => options.all || before.get(id)?.valid).map(migrate);
const asTheyWere = options.all ? [] : rows.map(({ id, text }) => ({ id, text }));
const alreadyThere = options.all ? undefined : judge(options.to, asTheyWere);
const after = judge(
  options.to,
  rows.map(({ id, migrated }) => ({ id, text: migrated })),
);

if (options.set === 'corpus') {
  console.log('| File | Issues before | Accepted after | Comments kept | Leaves | Steps | Lost | Open | ms |');
  console.log('|---|---|---|---|---|---|---|---|---|');
}
for (const row of rows) {
  const issues = alreadyThere?.get(row.id).issues ?? [];
  const verdict = after.get(row.id);
  if (options.set === 'corpus') {
    const cells = [
      row.id,
      issues.length,
      verdict.valid ? 'yes' : '**no**',
      row.comments,
      `${row.leavesBefore} → ${row.leavesAfter}`,
    ];
    console.log(`| ${[...cells, row.steps, row.lost.length, row.blocked.length, row.ms].join(' | ')} |`);
  }
  const complaints = [...row.unexplained.map((text) => `unexplained: ${text}`), ...row.refused];
  if (options.verbose || !verdict.valid || complaints.length > 0) {
    if (options.set !== 'corpus') console.log(`${verdict.valid ? 'yes' : 'NO '} ${row.id}`);
    for (const line of complaints) console.log(`    ${line}`);
    if (!verdict.valid) for (const { path, message } of verdict.issues) console.log(`    ${path}: ${message}`);
    for (const { path, reason } of row.blocked) console.log(`    open: ${path.join('.')}: ${reason}`);
    if (options.verbose) {
      for (const title of row.titles) console.log(`    ${title}`);
      for (const { path, reason } of row.lost) console.log(`    lost: ${path.join('.')}: ${reason}`);
    }
  }
}
const valid = (verdicts) => (verdicts === undefined ? '?' : rows.filter(({ id }) => verdicts.get(id).valid).length);
console.log(
  `${rows.length} files accepted by ${options.from}; ${options.to} accepts ${valid(alreadyThere)} before and ${valid(after)} after;` +
    ` ${rows.filter(({ blocked }) => blocked.length > 0).length} have open questions; ${rows.reduce((sum, { ms }) => sum + ms, 0)} ms in all`,
);

async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'ovd-migrate-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, 'migrate.mjs');
  await build({
    stdin: {
      contents:
        "export { planMigration } from './src/migrate/plan.ts'; export { applyOps } from './src/config/edit.ts'; export { parseConfig } from './src/config/parse.ts';",
      resolveDir: root,
    },
    outfile: out,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return import(pathToFileURL(out).href);
}

function inputs() {
  if (options.set.endsWith('.jsonl')) {
    return readFileSync(options.set, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
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

function judge(release, files) {
  const variable = `OVD_ORACLE_${release.replaceAll('.', '_')}`;
  const program = process.env[variable];
  if (program === undefined) throw new Error(`${variable} must name the package folder of openclaw ${release}`);
  const input = files.map((file) => JSON.stringify(file)).join('\n');
  const validator = join(root, 'scripts', 'migrate-validate.mjs');
  const { stdout, stderr, status } = spawnSync(node, [validator, program], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`${release} did not judge: ${stderr}`);
  return new Map(
    stdout
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((verdict) => [verdict.id, verdict]),
  );
}

function migrate({ id, text }) {
  const start = performance.now();
  const parsed = parseConfig({ file: id, text });
  const empty = {
    id,
    text,
    migrated: text,
    comments: '–',
    leavesBefore: 0,
    leavesAfter: 0,
    steps: 0,
    titles: [],
    lost: [],
    blocked: [],
    unexplained: [],
    refused: [],
    ms: 0,
  };
  if (!parsed.ok) return empty;
  const { steps, lost, blocked } = planMigration({ value: parsed.document.value, from: options.from, to: options.to });
  let document = parsed.document;
  const refused = [];
  for (const step of steps) {
    const edited = applyOps(document, step.ops);
    if (edited.ok) document = edited.document;
    else refused.push(`not applied: ${step.title}: ${edited.reason}`);
  }
  const ms = Math.round(performance.now() - start);
  const count = parsed.document.comments.length;
  const kept = document.comments.length;
  const [old, now] = [leaves(parsed.document.value), leaves(document.value)];
  return {
    ...empty,
    migrated: document.text,
    comments: count === 0 ? '– (none)' : `${kept} of ${count}`,
    leavesBefore: old.size,
    leavesAfter: now.size,
    steps: steps.length,
    titles: steps.map(({ title, safety }) => `${title}${safety === 'unsafe' ? ' (unsafe)' : ''}`),
    lost,
    blocked,
    refused,
    unexplained: unexplained(old, now, lost, steps),
    ms,
  };
}

function leaves(value, path = [], found = new Map()) {
  if (typeof value !== 'object' || value === null) found.set(JSON.stringify(path), value);
  else for (const [key, item] of Object.entries(value)) leaves(item, [...path, key], found);
  return found;
}

/** Values that are gone without being called lost, and values that are new although no operation wrote them. */
function unexplained(old, now, lost, steps) {
  const said = lost.map(({ path }) => path.map(String));
  const under = (path, above) => above.length <= path.length && above.every((key, i) => key === path[i]);
  // A value that is spelled differently: the step that takes it away, or writes over it, writes another one.
  const respelled = steps
    .filter(({ ops }) => ops.some(({ op }) => op === 'set'))
    .flatMap(({ ops }) => ops.map((op) => op.path.map(String)));
  const explained = (path) => [...said, ...respelled].some((above) => under(JSON.parse(path), above));
  const gone = [...old].filter(
    ([path, value]) => !now.has(path) && !explained(path) && ![...now.values()].includes(value),
  );
  const written = steps.flatMap(({ ops }) => ops).filter(({ op }) => op === 'set' || op === 'move');
  const added = [...now].filter(([path, value]) => {
    if (old.has(path) || [...old.values()].includes(value)) return false;
    return !written.some((op) => under(JSON.parse(path), (op.op === 'set' ? op.path : op.to).map(String)));
  });
  return [...gone.map(([path]) => `gone: ${path}`), ...added.map(([path]) => `new: ${path}`)];
}
