import type { StoredCapture } from '../capture/types.js';
import { isObject } from '../config/json.js';
import type { TokenCount } from '../tokens/types.js';
import type { Terminal } from './terminal.js';
import { formatDuration, formatNumber, plural, printable, wrap } from './text.js';

/** What `ovd capture` says: what ran, how large its request is, where it is kept. Never the text of the request. */
export function captureReport(
  { capture, file }: StoredCapture,
  size: TokenCount,
  { colour, symbols, width }: Terminal,
): string {
  const { release, node, agent, model, workspace, notes, refused, request, elapsedMs } = capture;
  const { messages, tools } = request.body;
  const toolList = Array.isArray(tools) ? tools : [];
  const texts = Array.isArray(messages) ? messages : [];
  const system = texts.find((message) => isObject(message) && message['role'] === 'system');
  const systemText = isObject(system) && typeof system['content'] === 'string' ? system['content'] : '';
  const rows = [
    ['ran', `OpenClaw ${release} on Node ${node}, ${formatDuration(elapsedMs)}`],
    ['agent', `${agent}, model ${model}, workspace ${workspace}`],
    [
      'sent',
      `POST ${request.path}: ${plural(texts.length, 'message')}, system text ${formatNumber(systemText.length)} characters, ` +
        `${plural(toolList.length, 'tool')} of ${formatNumber(toolList.length === 0 ? 0 : JSON.stringify(toolList).length)} characters`,
    ],
    [
      'size',
      `${formatNumber(size.tokens)} tokens, between ${formatNumber(size.low)} and ${formatNumber(size.high)} (${size.detail})`,
    ],
    ...notes.map((note) => ['but', note]),
    ...(refused.length === 0
      ? []
      : [['held', `it wanted to reach ${refused.slice(0, 5).join(', ')}, and was not let`]]),
    ['kept', file],
  ];
  const lines = rows.flatMap(([label = '', text = '']) => {
    const [first = '', ...rest] = wrap(printable(text), width - 8);
    return [`  ${colour.dim(label.padEnd(5))} ${first}`, ...rest.map((line) => `        ${line}`)];
  });
  const head = `${colour.green(symbols.ok)} captured the first turn; ovd doctor, fix and budget use it from now on`;
  return `${[head, ...lines].join('\n')}\n`;
}
