/** What a reader must not see: told by the name of the key, or by the shape of the text. */

/** `maxTokens`, `contextTokens`, `reserveTokens` count; `publicKey`, `sessionKey`, `cacheKey` name; `passwordFile`, `apiKeyEnv` point. */
const secretWords = new Set([
  'token',
  'secret',
  'password',
  'passwd',
  'passphrase',
  'pin',
  'credential',
  'credentials',
  'apikey',
  'key',
  'authorization',
  'cookie',
  'jwt',
  'bearer',
]);
const harmlessKeys =
  /(?:public|session|main|host|config|cache|route|primary|foreign|sort|dedupe|idempotency|message|strict|lookup|group|template|param)[-_]?keys?$/i;

/** Also names of environment variables and of headers: `TELEGRAM_BOT_TOKEN`, `x-api-key`. */
export function isSecretKey(key: string): boolean {
  if (harmlessKeys.test(key)) return false;
  if (/service[-_]?account$|(?:api|access|auth|bot|refresh|secret)[-_]?(?:keys|tokens)$|passwords$/i.test(key))
    return true;
  const words = key
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase());
  return secretWords.has(words.findLast((word) => word !== '') ?? '');
}

/** Headers that say nothing about who asks. */
const plainHeaders = new Set(['accept', 'accept-language', 'content-type', 'user-agent', 'http-referer', 'x-title']);

/** Everything else that stands under `headers` may name a tenant or hold a key. */
export function isPlainHeader(name: string): boolean {
  return plainHeaders.has(name.toLowerCase());
}

/** Under a secret key, and yet to be shown: what names a variable instead of holding a key. */
export function namesVariable(text: string): boolean {
  const rest = text.trim();
  if (rest === '') return true;
  if (/^(?:(?:Bearer|Basic|Token)\s+)?\$\{[^{}]*\}$/i.test(rest) || /^\$[A-Za-z_]\w*$/.test(rest)) return true;
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:API_?KEY|KEYS?|TOKEN|SECRET|PASSWORD|PASS|PAT|CREDENTIALS)$/.test(rest);
}

/** What people write where a server asks for no key: it opens nothing, and a fix that writes it can be read. */
export function isPlaceholder(text: string): boolean {
  return /^(?:(?:vllm|ollama|sglang|lmstudio|llamacpp|custom)-local|EMPTY|empty|none|dummy|ollama|lm-studio|lmstudio|not-needed|no-key|no-key-required)$/.test(
    text,
  );
}

/** `{ source: "env", provider: "default", id: "VLLM_API_KEY" }`: says where the secret is, is none itself. */
export function isSecretRef(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('id' in value)) return false;
  return typeof value.id === 'string' && /^(?:env|file|exec|store)$/.test(String(value.source));
}

/** Keys that show what they are wherever they stand, and the passwords of URLs. The secret is group `secret`, else the whole. */
const shapes: readonly RegExp[] = [
  /\bsk-[\w-]{16,}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|hf_|gsk_|npm_|nvapi-|pplx-|whsec_|rk_live_|sk_live_)[\w-]{16,}/g,
  /\bxox[abeoprs]-[\w-]{10,}|\bxapp-[\w-]{10,}/g,
  /\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}|\bAKIA[0-9A-Z]{16}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\b\d{8,10}:[\w-]{35}\b/g,
  /\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:Bearer|Basic)\s+(?<secret>(?!\$)[\w.~+/=-]{8,})/gi,
  /\b[a-z][a-z0-9+.-]*:\/\/(?<secret>[^\s/?#"'@]+)@/gi,
  /[?&](?:api[-_]?key|key|token|access_token|secret|password|sig|signature)=(?<secret>(?!\$)[^&\s"'#]+)/gi,
  /\bhooks\.slack\.com\/services\/(?<secret>[\w/-]+)/gi,
  /\bdiscord(?:app)?\.com\/api\/webhooks\/(?<secret>[\w/-]+)/gi,
];

/** Half-open ranges of `text` that look like a secret by themselves; in no order, may overlap. */
export function secretShapes(text: string): readonly (readonly [number, number])[] {
  return shapes.flatMap((shape) =>
    [...text.matchAll(shape)].flatMap((match): [number, number][] => {
      const secret = match.groups?.['secret'] ?? match[0];
      if (namesVariable(secret)) return [];
      const start = match.index + match[0].indexOf(secret);
      return [[start, start + secret.length]];
    }),
  );
}
