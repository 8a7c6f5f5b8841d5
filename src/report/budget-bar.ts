import type { Examination } from '../examination.js';
import { primaryModel, promptOf, promptText, servedWindow } from './areas.js';
import type { Terminal } from './terminal.js';
import { formatNumber } from './text.js';

/** Where the served window goes on the first turn; undefined when window or prompt is not known. */
export function budgetBar(run: Examination, { colour, symbols, width }: Terminal): string | undefined {
  const model = primaryModel(run);
  if (model === undefined) return undefined;
  const served = servedWindow(run, model);
  const prompt = promptOf(run, model);
  if (served === undefined || prompt === undefined) return undefined;
  const answer = model.maxTokens.value ?? 0;
  const left = served - prompt.total.tokens;
  const cells = Math.max(20, Math.min(48, width - 30));
  const of = (tokens: number) => Math.max(0, Math.min(cells, Math.round((tokens / served) * cells)));
  const promptCells = of(prompt.total.tokens);
  const answerCells = Math.min(cells - promptCells, of(answer));
  const over = answer > left;
  const bar =
    colour.cyan(symbols.full.repeat(promptCells)) +
    (over ? colour.red : colour.green)(symbols.middle.repeat(answerCells)) +
    colour.dim(symbols.empty.repeat(cells - promptCells - answerCells));
  const after = over
    ? colour.red(`${formatNumber(prompt.total.tokens + answer - served)} too many`)
    : `${formatNumber(left - answer)} left`;
  const parts = prompt.parts;
  const split =
    parts === undefined
      ? `prompt ${promptText(prompt)}`
      : `system ${formatNumber(parts.system)} ${symbols.dot} tools ${formatNumber(parts.tools)} ${symbols.dot} messages ${formatNumber(parts.messages)}`;
  const head = `  ${formatNumber(served)} `;
  const legend = `${split} ${symbols.dot} answer up to ${formatNumber(answer)}`;
  return `${head}${symbols.gutter}${bar}${symbols.gutter} ${after}\n${' '.repeat(head.length)} ${colour.dim(legend)}`;
}
