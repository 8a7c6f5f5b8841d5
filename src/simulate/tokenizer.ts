/** o200k_base: within a few per cent of the vocabularies of current models for English text and JSON. */
export interface Tokenizer {
  encode(text: string): readonly number[];
  decode(tokens: readonly number[]): string;
}

export async function loadTokenizer(): Promise<Tokenizer> {
  const { encode, decode } = await import('gpt-tokenizer/encoding/o200k_base');
  // Text of a request that looks like a special token is text: vLLM's chat prompts are not searched for them here either.
  const asText = { disallowedSpecial: new Set<string>() };
  return { encode: (text) => encode(text, asText), decode: (tokens) => decode(tokens) };
}

/** Splits tokens into texts that can be sent one after the other: a character made of several tokens is kept whole. */
export function pieces(tokenizer: Tokenizer, tokens: readonly number[]): readonly string[] {
  const texts: string[] = [];
  let held: number[] = [];
  for (const token of tokens) {
    held.push(token);
    const text = tokenizer.decode(held);
    if (text.endsWith('\ufffd')) continue;
    texts.push(text);
    held = [];
  }
  if (held.length > 0) texts.push(tokenizer.decode(held));
  return texts;
}
