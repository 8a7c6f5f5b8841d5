/** Kinds of text that tokenizers treat differently. `manual` is the system prompt of OpenClaw itself; `spaced` and `indented` are its tools. */
export type TextKind =
  | 'manual'
  | 'prose'
  | 'code'
  | 'json'
  | 'spaced'
  | 'indented'
  | 'han'
  | 'kana'
  | 'hangul'
  | 'other';

/** Least, usual and most. */
export type Range = readonly [low: number, mid: number, high: number];

/** How a chat template prints tool definitions. `compact` is what OpenClaw sends, no template prints it. */
export type ToolForm = 'spaced' | 'indented' | 'typescript' | 'xml' | 'unknown';

/** One vocabulary and the chat template that goes with it. */
export interface Family {
  readonly name: string;
  /** Tokens for what o200k_base needs one token, by kind of text. */
  readonly ratios: Readonly<Record<TextKind, Range>>;
  readonly toolForm: ToolForm;
  /** Tokens that the template puts around the tools. */
  readonly preamble: Range;
  /** How the vocabulary splits a figure: 2026 is four tokens `one-by-one`, and two `in-threes`, as in o200k_base. */
  readonly digits: 'one-by-one' | 'in-threes' | 'unknown';
}

/** Tokens of the printed form for each o200k_base token of compact JSON; measured on the tools of 2026.4.22 and 2026.9.6. */
export const formGrowth: Readonly<Record<ToolForm, Range>> = {
  spaced: [1.18, 1.215, 1.25],
  indented: [1.45, 1.55, 1.64],
  typescript: [0.64, 0.73, 0.8],
  xml: [1.38, 1.53, 1.67],
  unknown: [1.18, 1.25, 1.64],
};

/** Tokens of a message besides its text, and of the start of the answer. */
export const messageOverhead: Range = [2, 5, 9];

type Ratios = Family['ratios'];

// Low and high hold 98 of 100 measured texts. `manual`, `spaced` and `indented` are OpenClaw's own prompts and tools, captured
// (fixtures/prompts/tokenizer-counts.json). The others hold for any text: 1366 pieces of documentation, licences, code in seven languages,
// JSON, Chinese, Japanese and Korean, from 20 to 9000 tokens, in seven vocabularies, figures taken apart (see `digits`).
const qwen: Ratios = {
  manual: [0.99, 1.012, 1.035],
  prose: [0.96, 1, 1.045],
  code: [0.935, 0.995, 1.06],
  json: [0.94, 0.985, 1.02],
  spaced: [0.985, 1.003, 1.02],
  indented: [0.985, 1.003, 1.02],
  han: [0.75, 0.93, 1.05],
  kana: [0.7, 0.94, 1.03],
  hangul: [1.02, 1.13, 1.35],
  other: [0.95, 1.04, 1.35],
};
const llama3: Ratios = {
  manual: [0.985, 1.006, 1.028],
  prose: [0.955, 1, 1.05],
  code: [0.935, 0.995, 1.06],
  json: [0.94, 0.985, 1.02],
  spaced: [0.98, 0.996, 1.012],
  indented: [0.982, 0.997, 1.012],
  han: [0.95, 1.03, 1.18],
  kana: [0.82, 0.97, 1.06],
  hangul: [0.94, 1.04, 1.15],
  other: [0.95, 1.03, 1.35],
};
const gemma: Ratios = {
  manual: [1.06, 1.086, 1.115],
  prose: [0.985, 1.095, 1.34],
  code: [0.97, 1.145, 1.4],
  json: [0.985, 1.12, 1.32],
  spaced: [0.985, 1.005, 1.03],
  indented: [1.13, 1.167, 1.2],
  han: [0.76, 0.91, 1.045],
  kana: [0.58, 0.76, 0.85],
  hangul: [0.8, 0.96, 1.04],
  other: [0.92, 1.04, 1.2],
};
const deepseek: Ratios = {
  manual: [1.02, 1.037, 1.06],
  prose: [0.975, 1.042, 1.25],
  code: [0.97, 1.06, 1.25],
  json: [1, 1.05, 1.25],
  spaced: [1, 1.02, 1.045],
  indented: [1, 1.017, 1.04],
  han: [0.65, 0.88, 1.03],
  kana: [0.78, 0.95, 1.05],
  hangul: [1.03, 1.13, 1.3],
  other: [0.945, 1.05, 1.35],
};
const same: Ratios = {
  manual: [0.995, 1, 1.005],
  prose: [0.995, 1, 1.005],
  code: [0.995, 1, 1.005],
  json: [0.995, 1, 1.005],
  spaced: [0.995, 1, 1.005],
  indented: [0.995, 1, 1.005],
  han: [0.99, 1, 1.01],
  kana: [0.99, 1, 1.01],
  hangul: [0.99, 1, 1.01],
  other: [0.99, 1, 1.01],
};
const tekken: Ratios = {
  manual: [1.02, 1.044, 1.07],
  prose: [0.985, 1.035, 1.3],
  code: [0.96, 1.037, 1.2],
  json: [0.995, 1.035, 1.16],
  spaced: [1, 1.022, 1.05],
  indented: [1, 1.02, 1.045],
  han: [1, 1.17, 1.4],
  kana: [0.8, 1.02, 1.15],
  hangul: [0.72, 0.97, 1.06],
  other: [0.95, 1.05, 1.2],
};
const mistral32k: Ratios = {
  manual: [1.17, 1.205, 1.24],
  prose: [1.05, 1.215, 1.5],
  code: [1.11, 1.26, 1.52],
  json: [1, 1.2, 1.5],
  spaced: [1.03, 1.077, 1.12],
  indented: [1.25, 1.34, 1.42],
  han: [1.12, 1.4, 1.85],
  kana: [1.2, 1.4, 1.75],
  hangul: [1.4, 1.75, 2.3],
  other: [1.05, 1.35, 2.1],
};
const llama2: Ratios = {
  manual: [1.19, 1.228, 1.27],
  prose: [1.06, 1.225, 1.62],
  code: [1.11, 1.265, 1.5],
  json: [1, 1.19, 1.5],
  spaced: [1.04, 1.083, 1.13],
  indented: [1.22, 1.295, 1.36],
  han: [1.4, 1.7, 2.3],
  kana: [1.3, 1.55, 1.95],
  hangul: [1.8, 2.3, 3.2],
  other: [1, 1.35, 2.1],
};
/** From the smallest to the largest of current vocabularies; the two of 32k count as the far end. */
const any: Ratios = {
  manual: [0.985, 1.04, 1.27],
  prose: [0.955, 1.04, 1.5],
  code: [0.94, 1.06, 1.5],
  json: [0.94, 1.03, 1.45],
  spaced: [0.98, 1.015, 1.12],
  indented: [0.98, 1.03, 1.42],
  han: [0.65, 1, 1.85],
  kana: [0.58, 0.95, 1.75],
  hangul: [0.72, 1.08, 2.3],
  other: [0.92, 1.08, 2],
};

function wider(ratios: Ratios, by: number): Ratios {
  const rows = Object.entries(ratios) as [TextKind, Range][];
  return Object.fromEntries(
    rows.map(([kind, [low, mid, high]]): [TextKind, Range] => [kind, [low * (1 - by), mid, high * (1 + by)]]),
  ) as Ratios;
}

interface Row extends Family {
  readonly pattern: RegExp;
}

/** First match wins; names as they appear in model ids and folder names. */
const families: readonly Row[] = [
  {
    pattern: /gpt[-_]?oss/i,
    name: 'gpt-oss',
    ratios: same,
    toolForm: 'typescript',
    preamble: [40, 110, 200],
    digits: 'in-threes',
  },
  {
    pattern: /qwen-?3[-_. ]?coder/i,
    name: 'Qwen3-Coder',
    ratios: wider(qwen, 0.02),
    toolForm: 'xml',
    preamble: [100, 200, 330],
    digits: 'one-by-one',
  },
  {
    pattern: /qwen|qwq/i,
    name: 'Qwen',
    ratios: qwen,
    toolForm: 'spaced',
    preamble: [70, 120, 200],
    digits: 'one-by-one',
  },
  // Vocabulary not measured; the template prints tools like that of Llama 3.
  {
    pattern: /llama-?4|scout|maverick/i,
    name: 'Llama 4',
    ratios: wider(llama3, 0.08),
    toolForm: 'indented',
    preamble: [30, 120, 300],
    digits: 'in-threes',
  },
  {
    pattern: /llama-?3|distill-llama|hermes-?3/i,
    name: 'Llama 3',
    ratios: llama3,
    toolForm: 'indented',
    preamble: [30, 110, 220],
    digits: 'in-threes',
  },
  {
    pattern: /deepseek/i,
    name: 'DeepSeek',
    ratios: deepseek,
    toolForm: 'spaced',
    preamble: [20, 120, 350],
    digits: 'in-threes',
  },
  {
    pattern: /gemma/i,
    name: 'Gemma',
    ratios: gemma,
    toolForm: 'unknown',
    preamble: [20, 120, 350],
    digits: 'one-by-one',
  },
  {
    pattern:
      /nemo\b|mistral-nemo|ministral|devstral|magistral|pixtral|mistral-medium|mistral-small-(?:24b|3|25)|tekken/i,
    name: 'Mistral (Tekken)',
    ratios: tekken,
    toolForm: 'spaced',
    preamble: [2, 15, 150],
    digits: 'one-by-one',
  },
  {
    pattern: /mistral|mixtral|codestral/i,
    name: 'Mistral (32k)',
    ratios: mistral32k,
    toolForm: 'spaced',
    preamble: [2, 15, 150],
    digits: 'one-by-one',
  },
  {
    pattern: /llama-?2|vicuna|codellama/i,
    name: 'Llama 2',
    ratios: llama2,
    toolForm: 'spaced',
    preamble: [0, 60, 300],
    digits: 'one-by-one',
  },
];

const anyFamily: Family = {
  name: 'an unknown vocabulary',
  ratios: any,
  toolForm: 'unknown',
  preamble: [0, 120, 350],
  digits: 'unknown',
};

/** By names of the model (its id, the folder it was loaded from); the first name that says something wins. */
export function familyOf(...names: readonly (string | undefined)[]): Family {
  for (const name of names) {
    const found = name === undefined ? undefined : families.find(({ pattern }) => pattern.test(name));
    if (found !== undefined) return found;
  }
  return anyFamily;
}
