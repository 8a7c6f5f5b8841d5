import type { KeyPrediction } from './types.js';

/** As OpenClaw takes a pasted key: line breaks gone, nothing outside Latin-1, trimmed (`normalizeSecretInput`, 2026.4.22, 2026.9.6). */
export function normalizeKey(text: string): string {
  const latin = [...text].filter((character) => (character.codePointAt(0) ?? 0) <= 255).join('');
  return latin.replace(/[\r\n]+/g, '').trim();
}

type LooksLike = Extract<KeyPrediction, { kind: 'literal' }>['looksLike'];

const placeholders =
  /^(?:empty|none|null|nil|no|n\/?a|x+|-+|\.+|\*+|dummy|fake|test|local|localhost|anything|whatever|placeholder|change-?me|todo|secret|password|key|token|apikey|api[-_]key|vllm|vllm-local|llama|ollama|lm-?studio|openai|abc123|token-abc123|(?:no|not)[-_ ]?(?:key|needed|required|used|set|key-required)|sk-(?:no-key-required|local|dummy|test|fake|none|xxx+|1234|123456|no-key)|your[-_].*|my[-_](?:api[-_])?key|0+|1234(?:5(?:6(?:78?9?0?)?)?)?)$/i;

/** What a text that is sent as a key seems to be; `name` of the variable that was probably meant. */
export function looksLike(value: string): { readonly kind: LooksLike; readonly name?: string } {
  // Shells, PowerShell, make, workflows, Python and other configs write a variable like that.
  const braces =
    /^(?:Bearer\s+)?\$(?:\{\{?|\()?\s*(?:env[:.]|process\.env\.|secrets\.)?([A-Za-z_]\w*)(?::?[-=?+][^}]*)?\s*(?:\}\}?|\))?$/i.exec(
      value,
    );
  const other =
    /^(?:%([A-Za-z_]\w*)%|<([A-Z][A-Z0-9_]*)>|(?:process\.env\.|\{?env[:.]|os\.environ\/|\{\{\s*)([A-Za-z_]\w*)(?:\s*\}\}?)?)$/.exec(
      value,
    );
  const name = braces?.[1] ?? other?.[1] ?? other?.[2] ?? other?.[3];
  if (name !== undefined) return { kind: 'unresolved-template', name };
  const capitals = /^(?!YOUR_)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN|SECRET|PASSWORD|PASS|PAT|AUTH|API)$/.test(
    value,
  );
  if (capitals) return { kind: 'unknown-name', name: value };
  if (placeholders.test(value)) return { kind: 'placeholder' };
  return { kind: 'secret' };
}
