import type { ConfigDocument, ConfigNode } from '../document.js';
import {
  type Container,
  commaAfter,
  floorOf,
  hasBreak,
  isContainer,
  lineIndent,
  type Slot,
  slotsOf,
  startsLine,
} from './slots.js';

type Quote = '"' | "'";

/** How new text has to look to pass for the user's own. */
export interface Style {
  readonly quote: Quote;
  /** `''`: bare wherever JSON5 allows it. */
  readonly keyQuote: Quote | '';
  /** For keys that cannot be bare. */
  readonly forcedKeyQuote: Quote;
  /** Between key and value: `: `. */
  readonly colon: string;
  /** Between neighbours on one line: `, `. */
  readonly comma: string;
  readonly objectPad: string;
  readonly arrayPad: string;
  readonly trailingComma: boolean;
  readonly indentUnit: string;
  /** How containers that hold scalars only are written. */
  readonly flatObjects: 'inline' | 'lines';
  readonly flatArrays: 'inline' | 'lines';
}

/** Bare keys as every JSON5 reader takes them: no reserved literal, nothing beyond ASCII. */
export function canBeBare(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key) && !/^(?:null|true|false|NaN|Infinity)$/.test(key);
}

/**
 * The style at the end of `chain` (containers from the root down): each trait is taken from the innermost container that
 * shows it, then from its parent, then from the majority of the whole file.
 */
export function styleAt(document: ConfigDocument, chain: readonly Container[]): Style {
  const scopes = chain
    .slice(-2)
    .toReversed()
    .map((container) => observe(document, [container]));
  let whole: Observations | undefined;
  const seen = (trait: Trait): string | undefined => {
    for (const scope of scopes) {
      const value = mostFrequent(scope[trait]);
      if (value !== undefined) return value;
    }
    whole ??= observe(document, containersBelow(document.root));
    return mostFrequent(whole[trait]);
  };
  const quote = asQuote(seen('quote') ?? seen('forcedKeyQuote'));
  const colon = seen('colon') ?? ': ';
  const keyQuote = seen('keyQuote');
  return {
    quote,
    keyQuote: keyQuote === '' ? '' : asQuote(keyQuote ?? quote),
    forcedKeyQuote: asQuote(seen('forcedKeyQuote') ?? (keyQuote || quote)),
    colon,
    comma: seen('comma') ?? (colon === ':' ? ',' : ', '),
    objectPad: seen('objectPad') ?? (colon === ':' ? '' : ' '),
    arrayPad: seen('arrayPad') ?? '',
    trailingComma: seen('trailingComma') === 'yes',
    indentUnit: seen('indentUnit') ?? '  ',
    flatObjects: seen('flatObjects') === 'inline' ? 'inline' : 'lines',
    flatArrays: seen('flatArrays') === 'inline' ? 'inline' : 'lines',
  };
}

function asQuote(text: string | undefined): Quote {
  return text === "'" ? "'" : '"';
}

type Trait = keyof Style;
type Observations = Readonly<Record<Trait, Map<string, number>>>;

function observe(document: ConfigDocument, containers: readonly Container[]): Observations {
  const seen: Observations = {
    quote: new Map(),
    keyQuote: new Map(),
    forcedKeyQuote: new Map(),
    colon: new Map(),
    comma: new Map(),
    objectPad: new Map(),
    arrayPad: new Map(),
    trailingComma: new Map(),
    indentUnit: new Map(),
    flatObjects: new Map(),
    flatArrays: new Map(),
  };
  const note = (trait: Trait, value: string) => seen[trait].set(value, (seen[trait].get(value) ?? 0) + 1);
  for (const container of containers) {
    slotsOf(container).forEach((slot) => {
      noteSlot(document, slot, note);
    });
    noteContainer(document, container, note);
  }
  return seen;
}

type Note = (trait: Trait, value: string) => void;

function noteSlot({ text }: ConfigDocument, { value, member }: Slot, note: Note): void {
  if (value.kind === 'scalar' && typeof value.value === 'string') note('quote', text[value.start] ?? '"');
  if (isContainer(value) && slotsOf(value).length > 0 && slotsOf(value).every((slot) => !isContainer(slot.value))) {
    const layout = hasBreak(text.slice(value.start, value.end)) ? 'lines' : 'inline';
    note(value.kind === 'array' ? 'flatArrays' : 'flatObjects', layout);
  }
  if (member === undefined) return;
  const first = text[member.keySpan.start] ?? '';
  const quoted = first === '"' || first === "'";
  if (quoted) note('forcedKeyQuote', first);
  if (canBeBare(member.key)) note('keyQuote', quoted ? first : '');
  const colon = text.slice(member.keySpan.end, member.value.start);
  if (/^[ \t]*:[ \t]*$/.test(colon)) note('colon', colon);
}

function noteContainer(document: ConfigDocument, container: Container, note: Note): void {
  const { text } = document;
  const slots = slotsOf(container);
  slots.forEach((slot, index) => {
    const gap = text.slice(floorOf(document, container, index), slot.start);
    if (startsLine(document, container, index)) {
      const [outer, inner] = [lineIndent(text, container.start), lineIndent(text, slot.start)];
      if (inner.startsWith(outer) && inner.length > outer.length) note('indentUnit', inner.slice(outer.length));
    } else if (/^[ \t]*$/.test(gap)) {
      note(index > 0 ? 'comma' : container.kind === 'array' ? 'arrayPad' : 'objectPad', index > 0 ? `,${gap}` : gap);
    }
  });
  const last = slots.at(-1);
  if (last !== undefined && startsLine(document, container, slots.length - 1)) {
    note('trailingComma', commaAfter(document, last.end) === undefined ? 'no' : 'yes');
  }
}

function containersBelow(node: ConfigNode): readonly Container[] {
  return isContainer(node) ? [node, ...slotsOf(node).flatMap((slot) => containersBelow(slot.value))] : [];
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [value, count] of counts) if (count > (counts.get(best ?? '') ?? 0) || best === undefined) best = value;
  return best;
}
