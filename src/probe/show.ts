/** Makes a text that came from outside fit to print: no control characters, no secret, no more than `limit` characters. */
export type Show = (text: string, limit?: number) => string;

const blackout = '••••';

// C0, C1, line and paragraph separators, and the bidirectional controls that let a text lie about its own order.
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** Runs of control characters (line ends too) become one space; the ends are trimmed. */
export function plainText(text: string): string {
  return text.replace(controls, ' ').replace(/ {2,}/g, ' ').trim();
}

/**
 * Secrets are looked for after control characters are gone, so that a line end in the middle hides nothing, and before the text is cut,
 * so that no half of one is left. Their URL-encoded and JSON-escaped spellings count as the secret.
 */
export function createShow(secrets: readonly string[]): Show {
  const spellings = [...new Set(secrets.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  return (text, limit = 300) => shorten(withoutKeys(blackOut(plainText(text), spellings)), limit);
}

// Forms that nothing but a key has: what follows a scheme of authorization, well-known prefixes, user info of a URL.
const keyForms: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+(?!tokens?\b|auth|scheme|<|\$\{|••••)[^\s"',;}]{8,}/gi, `$1 ${blackout}`],
  [/\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,}|\b(?:hf|ghp|gho|glpat|xox[abp])[_-][A-Za-z0-9_-]{12,}/g, blackout],
  [/(:\/\/)[^\s/@"']{1,200}@/g, `$1${blackout}@`],
];

/** Blacks out what looks like a key, whoever it belongs to. */
export function withoutKeys(text: string): string {
  return keyForms.reduce((rest, [form, instead]) => rest.replace(form, instead), text);
}

function blackOut(text: string, spellings: readonly string[]): string {
  return spellings.reduce((rest, spelling) => rest.split(spelling).join(blackout), text);
}

function spellingsOf(secret: string): string[] {
  const plain = plainText(secret);
  // JSON.stringify, because a server may quote the header inside a JSON string inside its message.
  const all = [secret, plain, secret.trim(), percentEncoded(plain), JSON.stringify(plain).slice(1, -1)];
  return all.filter((spelling) => spelling !== '' && spelling !== blackout);
}

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a surrogate pair has no encoding, so it cannot occur encoded either.
    return '';
  }
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  // Not between the halves of a surrogate pair.
  const cut = /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
  return `${text.slice(0, cut)}…`;
}
