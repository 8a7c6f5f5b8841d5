import type { Examination } from '../examination.js';
import type { WayStop } from '../facts/types.js';
import type { Terminal } from './terminal.js';
import { plural, printable, wrap } from './text.js';

/** Where on the way from one release to another the config is stopped, and where each key goes; nothing when no way was named. */
export function wayBlocks({ facts }: Examination, terminal: Terminal): string[] {
  if (!facts.way.ok) return [];
  const { from, to, stops, changes } = facts.way.value;
  const [first, ...others] = stops;
  const shown = others.filter(({ refuses, repairs, release }) => refuses.length + repairs.length > 0 || release === to);
  const means =
    changes.length === 0 ? 'nothing means anything else' : `${plural(changes.length, 'value')} mean something else`;
  return [
    [
      terminal.colour.bold(`way from ${from} to ${to}`),
      ...[...(first === undefined ? [] : [first]), ...shown].flatMap((stop) => stopLines(stop, terminal)),
      `  ${means} at its end`,
    ].join('\n'),
  ];
}

const releaseWidth = 11;

function stopLines(stop: WayStop, { colour, symbols, width }: Terminal): string[] {
  const mark = stop.accepted === false ? colour.red(symbols.error) : colour.green(symbols.ok);
  const head = `${mark} ${stop.release.padEnd(releaseWidth)}  `;
  const indent = ' '.repeat(4 + releaseWidth);
  const lines = textsOf(stop).flatMap((text) => wrap(printable(text), width - indent.length));
  return lines.map((line, i) => (i === 0 ? head : indent) + line);
}

function textsOf({ accepted, refuses, repairs }: WayStop): readonly string[] {
  const texts = [...refuses.map(refusalText), ...repairs.map((path) => `repairs ${path} while it loads the file`)];
  if (accepted === false) return refuses.length > 0 ? texts : ['refuses nothing more', ...texts];
  if (texts.length > 0) return texts;
  return [accepted === null ? 'accepts it, as far as can be known here' : 'accepts it'];
}

function refusalText({ path, step }: WayStop['refuses'][number]): string {
  return step ?? `${path}: no migration is known`;
}
