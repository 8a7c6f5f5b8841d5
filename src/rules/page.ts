import type { FactName } from '../facts/types.js';
import type { AnyRule, Safety } from './define.js';
import type { Scenario, ScenarioFailure } from './scenario.js';
import { areaOf } from './select.js';

const width = 80;

/** The manual page of one rule, plain text, for `ovd explain`. */
export function rulePage({ meta }: AnyRule): string {
  const sections = [
    `${meta.id}\n${meta.summary}`,
    [`Severity  ${meta.severity}`, `Fix       ${fixText[meta.fix as Safety | 'none']}`, ...needsLine(meta)].join('\n'),
    section('Why it hurts', wrap(meta.why)),
    meta.remedy === undefined ? '' : section('What to do', wrap(meta.remedy)),
    section('What it says', (Object.values(meta.messages) as string[]).map((text) => `- ${text}`).join('\n')),
    exampleSection(meta),
    section('Known from', (meta.source as readonly string[]).map((text) => hanging(text)).join('\n')),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

/** All rules as a Markdown table, in the order given; columns as wide as their longest cell, as the formatter wants them. */
export function ruleTable(rules: readonly AnyRule[]): string {
  const head = ['Rule', 'Severity', 'Fix', 'What is wrong'];
  const rows = rules.map(({ meta }) => [`\`${meta.id}\``, meta.severity, meta.fix, escapePipes(meta.summary)]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |\n`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...rows].map(line).join('');
}

/** `src/rules/README.md`: what a rule is, and the table by area. */
export function rulesReadme(rules: readonly AnyRule[]): string {
  const areas = [...new Set(rules.map(({ meta }) => areaOf(meta.id)))];
  const tables = areas.map(
    (area) => `## ${area}\n\n${ruleTable(rules.filter(({ meta }) => areaOf(meta.id) === area))}`,
  );
  return `${readmeHead}\n\n${tables.join('\n')}`;
}

const readmeHead = `# Rules

<!-- Written by test/rules/page.test.ts from the \`meta\` of each rule: change the rule, then run the test with -u. -->

One file is one rule: \`<area>/<bad-state>.ts\`. It takes facts and reports findings; it reads no file, asks no server and
knows no time. \`error\` will fail, \`warning\` is likely to fail or costs something, \`info\` is worth knowing; one case of a
rule may weigh less than the rule. A \`safe\` fix keeps the meaning and every comment, an \`unsafe\` one changes behaviour and
needs \`--unsafe\`, a \`manual\` one is shown and never applied. \`ovd explain RULE\` prints the page of a rule.`;

const fixText: Readonly<Record<Safety | 'none', string>> = {
  safe: 'safe: written by `ovd fix --write`',
  unsafe: 'unsafe: written by `ovd fix --write --unsafe`, because behaviour changes',
  manual: 'manual: shown, never written',
  none: 'none: the config cannot repair it',
};

const needText: Partial<Record<FactName, string>> = {
  servers: 'an answer of the model server',
  prompts: 'the size of the prompt',
};

function needsLine(meta: AnyRule['meta']): readonly string[] {
  const names = (meta.needs as readonly FactName[]).flatMap((name) => needText[name] ?? []);
  return names.length === 0 ? [] : [`Needs     ${names.join(', ')}`];
}

function exampleSection({ example, given, finds }: AnyRule['meta']): string {
  if (example === undefined) return '';
  const circumstances = given === undefined ? '' : scenarioText(given);
  const setting = circumstances === '' ? '' : ` (${circumstances})`;
  const finding = finds === undefined ? '' : `\n\nfinds: ${finds}`;
  return section(wrap(`Example${setting}`), `${example}${finding}`);
}

function scenarioText({ release, env, server, prompt, configMode, workspaces }: Scenario): string {
  const parts: string[] = [];
  if (release !== undefined) parts.push(`OpenClaw ${release}`);
  for (const name of Object.keys(env ?? {})) parts.push(env?.[name] === '' ? `${name} is empty` : `${name} is set`);
  for (const { id, maxModelLen } of server?.served ?? []) {
    parts.push(maxModelLen === undefined ? `the server has ${id}` : `the server has ${id} with ${maxModelLen} tokens`);
  }
  if (server?.fails !== undefined) parts.push(`the server: ${failureText(server.fails)}`);
  if (server?.speed?.prefillTokensPerSecond !== undefined) {
    parts.push(`it reads ${server.speed.prefillTokensPerSecond} tokens per second`);
  }
  if (prompt !== undefined) parts.push(`first turn ${prompt} tokens`);
  if (configMode !== undefined) parts.push(`the file has mode ${configMode.toString(8)}`);
  for (const { folder, blocked, files } of workspaces ?? []) {
    if (blocked !== undefined) parts.push(`${blocked.folder} is read-only`);
    for (const { name, chars } of files) parts.push(`${folder}/${name} has ${chars} characters`);
  }
  return parts.join('; ');
}

function failureText({ kind, status }: ScenarioFailure): string {
  return kind === 'http' ? `status ${status}` : kind;
}

function section(title: string, body: string): string {
  const indented = body
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
  return `${title}\n${indented}`;
}

function hanging(text: string): string {
  return `- ${wrap(text).replaceAll('\n', '\n  ')}`;
}

/** Breaks at spaces; a word longer than the line stays whole. */
function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width - 4) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}

function escapePipes(text: string): string {
  return text.replaceAll('|', '\\|');
}
