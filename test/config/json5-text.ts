import fc from 'fast-check';

/** Random JSON5 texts with random white space, quotes, trailing commas and comments; no two comments are equal. */
export function json5Text(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      trivia(),
      rootValue(),
      trivia(),
      fc.constantFrom('\n', '\n', '\r\n', '\r', '\u2028'),
    )
    .map(([mark, before, value, after, lineEnd]) => mark + numbered(before + value + after, lineEnd));
}

/** Generated text has `§` where a comment gets its number and `¶` where a line ends. */
function numbered(text: string, lineEnd: string): string {
  let count = 0;
  return text
    .replace(/§/g, () => {
      count += 1;
      return String(count);
    })
    .replaceAll('¶', lineEnd);
}

const space = fc.constantFrom('', '', '', ' ', ' ', '\t', '¶', '¶  ', '¶    ', '¶¶\t', '\u00a0');
const comment = fc.constantFrom(
  '/* c§ */',
  '/*c§*/',
  '/* c§ , } ] " */',
  '/* c§¶   * next */',
  '// c§ { [ : ¶',
  "// c§ ' //¶  ",
  '// c§¶',
);

function trivia(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: space },
    { weight: 1, arbitrary: fc.tuple(space, comment, space).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.tuple(space, comment, space, comment, space).map((parts) => parts.join('')) },
  );
}

const scalar = fc.constantFrom(
  '1',
  '-0',
  '+2.5e3',
  '0x1F',
  '.5',
  'NaN',
  '-Infinity',
  'true',
  'null',
  '"x"',
  "'y'",
  '"// no { comment"',
  "'it\\'s \"q\"'",
  '"Grü🦞\\u0000\\x41"',
  '"two \\¶   lines"',
  '""',
);
const key = fc.constantFrom(
  'a',
  'b',
  'c',
  '$d_1',
  '"a"',
  "'b'",
  '"x y"',
  "'vllm/m'",
  'null',
  'ünï',
  '"0"',
  '__proto__',
  '\\u0061z',
);

function rootValue(): fc.Arbitrary<string> {
  const { value } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: scalar },
      { weight: 4, arbitrary: tie('object') },
      { weight: 2, arbitrary: tie('array') },
    ),
    object: container('{', '}', fc.tuple(trivia(), key, trivia(), trivia(), tie('value'), trivia()).map(member)),
    array: container(
      '[',
      ']',
      fc.tuple(trivia(), tie('value'), trivia()).map((parts) => parts.join('')),
    ),
  }));
  return value;
}

function member([before, name, middle, after, value, end]: readonly string[]): string {
  return `${before}${name}${middle}:${after}${value}${end}`;
}

function container(open: string, close: string, item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const empty = trivia().map((inner) => open + inner + close);
  const full = fc
    .tuple(fc.array(item, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '', ','), trivia())
    .map(([items, comma, end]) => `${open}${items.join(',')}${comma}${comma === '' ? '' : end}${close}`);
  return fc.oneof({ weight: 1, arbitrary: empty }, { weight: 6, arbitrary: full });
}
