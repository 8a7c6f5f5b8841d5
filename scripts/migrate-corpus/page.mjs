/** What scripts/migrate-corpus.mjs measured, as Markdown. */

export const titles = {
  safe: '`ovd fix --write --yes`',
  unsafe: '`ovd fix --write --yes --unsafe`',
  official: '`openclaw doctor --fix --non-interactive`',
};

export function pageOf(measured, { from, to }) {
  const { safe, unsafe, official } = measured;
  const columns = ['', titles.safe, 'with `--unsafe`', titles.official];
  const rows = facts.map(([name, of]) => [name, of(safe), of(unsafe), of(official)]);
  return `# From OpenClaw ${from} to ${to}

Written by \`node scripts/migrate-corpus.mjs --page\`, never by hand. ${safe.length} public configs that the real ${from} accepts, each in a home of
its own: a fixer writes it, then the real ${to} judges it (\`config validate\`). Ours runs with \`--openclaw-version ${to} --offline\`.

${markdown(columns, rows)}

- A *model left out* is one that ${to} refuses to see and that nobody has to stand in for; it is named among the values not carried over.
- A *model under another name* is the same model to that release; one that *another takes the place of* answers instead of it from then on.
- *Keys added* are values under new paths that stand nowhere else in the file. What ours adds belongs to a finding, which the diff shows.
- Times are of a machine with two cores that was idle for ours and busy for the official fixer: no comparison. A run that was stopped after 120 s might have ended better on an idle one (case-058).
- The official fixer leaves no list of what it drops. It also writes \`meta\`, \`wizard\` and one entry for every bundled skill.

## Each file: ours, safe edits only

${tableOf('safe', safe)}

## Each file: official

${tableOf('official', official)}
`;
}

const facts = [
  [`accepted before`, (rows) => `${count(rows, ({ before }) => before)} of ${rows.length}`],
  [`accepted after`, (rows) => `**${count(rows, ({ after }) => after)} of ${rows.length}**`],
  ['files with comments that kept them all', commentsKept],
  ['files that got keys added', (rows) => `${count(rows, ({ added }) => added.length > 0)}`],
  ['keys added, all files', (rows) => `${rows.reduce((sum, { added }) => sum + added.length, 0)}`],
  ['files in which another model takes the place', (rows) => `${count(rows, (row) => replaced(row).length > 0)}`],
  ['files with a model under another name', (rows) => `${count(rows, (row) => renamed(row).length > 0)}`],
  ['files with a model left out', (rows) => `${count(rows, (row) => row.modelsGone.length > row.modelsNew.length)}`],
  ['runs stopped after 120 s', (rows) => `${count(rows, ({ ms }) => ms >= 120_000)}`],
  ['median time', (rows) => `${(median(rows.map(({ ms }) => ms)) / 1000).toFixed(1)} s`],
];

export function summaryOf(rows) {
  return facts.map(([name, of]) => `${name}: ${of(rows).replaceAll('*', '')}`);
}

export function tableOf(who, rows) {
  const ours = who !== 'official';
  const columns = [
    ...['File', 'Accepted before', 'After', 'Comments kept', 'Leaves', 'Added', 'Models'],
    ...(ours ? ['Not carried over'] : []),
  ];
  return markdown(
    columns,
    rows.map((row) => [
      row.id.replace('.json5', ''),
      row.before ? 'yes' : 'no',
      row.after ? 'yes' : '**no**',
      row.comments,
      row.leaves.join(' → '),
      ours ? row.added.join(', ') || '–' : `${row.added.length}`,
      modelsOf(row),
      ...(ours ? [row.drops.map((drop) => drop.split(': ')[0]).join(', ') || '–'] : []),
    ]),
  );
}

function modelsOf(row) {
  const { modelsGone: gone, modelsNew } = row;
  if (gone.length === 0 && modelsNew.length === 0) return '–';
  if (gone.length === 0) return `${modelsNew.join(', ')} added`;
  if (modelsNew.length === 0) return `${gone.join(', ')} left out`;
  return `${gone.join(', ')} → ${modelsNew.join(', ')}`;
}

/** Names that 2026.9.6 reads as one model (src/schema/lists/retired-models.ts). */
const sameModel = {
  'google/gemini-3-pro': 'google/gemini-3-pro-preview',
  'google/gemini-3.1-pro-preview': 'google/gemini-3-pro-preview',
};

function renamed({ modelsGone, modelsNew }) {
  return modelsNew.filter((name) => modelsGone.includes(sameModel[name]));
}

function replaced(row) {
  return row.modelsGone.length === 0 ? [] : row.modelsNew.filter((name) => !renamed(row).includes(name));
}

function commentsKept(rows) {
  const with_ = rows.filter(({ comments }) => comments !== '–');
  const complete = with_.filter(({ comments }) => comments.split(' of ')[0] === comments.split(' of ')[1]);
  return `${complete.length} of ${with_.length}`;
}

function markdown(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

function count(rows, test) {
  return rows.filter(test).length;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
