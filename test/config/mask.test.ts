import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/config/json.js';
import { maskRawText, maskText, maskValue, secretSpans } from '../../src/config/mask.js';
import { parseConfig } from '../../src/config/parse.js';
import { isSecretKey } from '../../src/config/secrets.js';

function maskConfig(text: string): string {
  const result = parseConfig({ file: 'a', text });
  if (!result.ok) throw new Error(result.failure.problem);
  return maskText(text, secretSpans(result.document));
}

const fake = 'fake-0123456789abcdef';
const dots = (text: string) => '•'.repeat(text.length);

describe('isSecretKey', () => {
  it.each([
    'apiKey',
    'api_key',
    'API-KEY',
    'x-api-key',
    'token',
    'botToken',
    'appToken',
    'authToken',
    'accessToken',
    'refreshToken',
    'password',
    'appPassword',
    'secret',
    'clientSecret',
    'signingSecret',
    'webhookSecret',
    'privateKey',
    'encryptKey',
    'clientKey',
    'Authorization',
    'Cookie',
    'passphrase',
    'OPENAI_API_KEY',
    'TELEGRAM_BOT_TOKEN',
    'serviceAccount',
    'apiKeys',
    'ownerDisplaySecret',
  ])('hides %s', (key) => {
    expect(isSecretKey(key)).toBe(true);
  });

  it.each([
    'maxTokens',
    'contextTokens',
    'reserveTokens',
    'reserveTokensFloor',
    'keepRecentTokens',
    'tokenizer',
    'tokenBudget',
    'softThresholdTokens',
    'publicKey',
    'sessionKey',
    'mainKey',
    'passwordFile',
    'tokenFile',
    'secretFile',
    'apiKeyEnv',
    'keyPath',
    'keyPrefix',
    'auth',
    'authMode',
    'maxTokensField',
    'model',
    'baseUrl',
    'port',
    'strictMessageKeys',
    'monkey',
    'pinnedModel',
    'secrets',
  ])('shows %s', (key) => {
    expect(isSecretKey(key)).toBe(false);
  });
});

describe('maskText', () => {
  it('hides the key and nothing else', () => {
    const text = `{
  // the key of the box
  models: { providers: { vllm: { apiKey: "${fake}", baseUrl: "http://127.0.0.1:8000/v1", models: [{ id: "org/model-70b", maxTokens: 8192, contextTokens: 32768 }] } } },
  gateway: { port: 18789, auth: { mode: "token", token: '${fake}x' } },
}`;
    expect(maskConfig(text)).toBe(text.replace(`${fake}x`, dots(`${fake}x`)).replace(fake, dots(fake)));
  });

  it.each<[string, string, string]>([
    ['headers', `{ headers: { Authorization: "Bearer ${fake}", Accept: "application/json" } }`, `Bearer ${fake}`],
    ['a header of any other name', `{ headers: { "X-Tenant": "team-a" } }`, 'team-a'],
    ['a list under a secret key', `{ apiKeys: ["${fake}"] }`, fake],
    ['a number under a secret key', '{ password: 123456 }', '123456'],
    ['an object under a secret key', `{ token: { value: "abc" } }`, 'abc'],
    ['a variable that config sets', `{ env: { vars: { VLLM_API_KEY: "abc", LANG: "de" } } }`, 'abc'],
    ['the user of a URL', `{ baseUrl: "http://ann:pw@10.0.0.5:8000/v1" }`, 'ann:pw'],
    ['the key in a query', `{ url: "https://h/x?key=abcd&v=1" }`, 'abcd'],
    ['a webhook', `{ url: "https://hooks.slack.com/services/T0/B0/abc" }`, 'T0/B0/abc'],
    [
      'a key that shows what it is, under an innocent name',
      '{ note: "sk-abcdefghijklmnop1234" }',
      'sk-abcdefghijklmnop1234',
    ],
    ['a key in a comment', `{ a: 1 /* apiKey: "${fake}" */ }`, fake],
    ['a key with escapes', String.raw`{ apiKey: "ab\u0041\"c" }`, String.raw`ab\u0041\"c`],
  ])('hides %s', (_name, text, secret) => {
    expect(maskConfig(text)).toBe(text.replace(secret, dots(secret)));
  });

  it('shows what a key names, and what opens nothing', () => {
    const text = '{ a: { apiKey: "${VLLM_API_KEY}" }, b: { apiKey: "VLLM_API_KEY" }, c: { apiKey: "vllm-local" } }';
    expect(maskConfig(text)).toBe(text);
    expect(maskConfig('{ apiKey: "vllm-local1" }')).not.toContain('vllm-local1');
  });

  it('hides the same secret where it stands a second time', () => {
    const text = `{ token: "${fake}", args: ["--token=${fake}"] }`;
    expect(maskConfig(text)).toBe(text.replaceAll(fake, dots(fake)));
  });

  it.each([
    '{ apiKey: "" }',
    '{ apiKey: "VLLM_API_KEY" }',
    '{ apiKey: "MY_KEY" }',
    '{ apiKey: "${VLLM_API_KEY}" }',
    '{ apiKey: "$VLLM_API_KEY" }',
    '{ headers: { Authorization: "Bearer ${VLLM_API_KEY}" } }',
    '{ apiKey: { source: "env", provider: "default", id: "VLLM_API_KEY" } }',
    '{ token: { source: "file", provider: "vault", id: "/gateway/token" } }',
    '{ secrets: { providers: { vault: { source: "file", path: "/etc/vault.json" } } } }',
    '{ gateway: { auth: { token: null, allowTailscale: true } } }',
    '{ models: { providers: { v: { auth: "api-key", models: [{ id: "Qwen/Qwen2.5-72B-Instruct-AWQ", name: "a:b" }] } } } }',
    '{ session: { mainKey: "main" }, tools: { exec: { node: "box" } } }',
  ])('shows %s', (text) => {
    expect(maskConfig(text)).toBe(text);
  });

  it('keeps line ends, so that positions stay', () => {
    expect(maskText('a\r\nbc\nd', [{ start: 0, end: 8 }])).toBe('•\r\n••\n•');
  });
});

describe('maskValue', () => {
  it('replaces secrets and keeps the rest', () => {
    const value = {
      models: { providers: { v: { apiKey: fake, baseUrl: 'http://u:p@h/v1', headers: { 'X-Team': 'a' } } } },
      env: { vars: { OPENAI_API_KEY: 'abc' } },
      channels: { telegram: { botToken: '${TELEGRAM_BOT_TOKEN}' } },
      args: ['--key', fake],
      maxTokens: 8192,
    };
    expect(maskValue(value)).toEqual({
      models: { providers: { v: { apiKey: '••••', baseUrl: 'http://••••@h/v1', headers: { 'X-Team': '••••' } } } },
      env: { vars: { OPENAI_API_KEY: '••••' } },
      channels: { telegram: { botToken: '${TELEGRAM_BOT_TOKEN}' } },
      args: ['--key', '••••'],
      maxTokens: 8192,
    });
  });

  it('keeps a member called __proto__', () => {
    const value = JSON.parse('{"__proto__":{"token":"abc"}}');
    expect(JSON.stringify(maskValue(value))).toBe('{"__proto__":{"token":"••••"}}');
  });
});

describe('maskRawText', () => {
  it.each<[string, string, string]>([
    ['unclosed', `{ apiKey: "${fake}, port: 1 }`, `${fake}, port: 1 }`],
    ['URL-encoded', `%22apiKey%22%3A%22${fake}%22%2C`, fake],
    ['typographic quotes', `{ “apiKey”: “${fake}” }`, fake],
    ['an assignment', `VLLM_API_KEY=${fake} openclaw`, fake],
    ['a header in a log', `Authorization: Bearer ${fake}`, fake],
    ['bare', `apiKey: ${fake}`, fake],
  ])('hides a key: %s', (_name, text, secret) => {
    const masked = maskRawText(text);
    expect(masked).not.toContain(secret);
    expect(masked).toHaveLength(text.length);
  });

  it.each(['{ maxTokens: 8192, model: "vllm/org/m" %7D', 'tokens: 5', 'apiKey: ${X}', '{ token: null, a: [1 2] }'])(
    'shows %s',
    (text) => {
      expect(maskRawText(text)).toBe(text);
    },
  );
});

describe('properties', () => {
  const secretKey = fc.constantFrom(
    'apiKey',
    'token',
    'botToken',
    'password',
    'clientSecret',
    'Authorization',
    'x-api-key',
  );
  const secret = fc.stringMatching(/^[a-z0-9]{6,30}$/).map((text) => `zq${text}`);
  const plain = fc.constantFrom<JsonValue>('vllm/m1', 8192, true, null, 'http://127.0.0.1:8000/v1');
  const document = fc.tuple(
    fc.array(fc.tuple(secretKey, secret), { minLength: 1 }),
    fc.dictionary(fc.constantFrom('a', 'maxTokens', 'id'), plain),
  );

  it('no character of a masked value survives, in text and in value', () => {
    fc.assert(
      fc.property(document, ([members, rest]) => {
        const value = { ...rest, list: members.map(([key, text]) => ({ [key]: text })) };
        const text = JSON.stringify(value, null, 1);
        const masked = [maskConfig(text), JSON.stringify(maskValue(value)), maskRawText(text.slice(0, -2))];
        for (const [, secretText] of members) for (const shown of masked) expect(shown).not.toContain(secretText);
        expect(masked[0]).toHaveLength(text.length);
      }),
    );
  });

  it('never throws and never changes the length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(maskRawText(text)).toHaveLength(text.length);
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => void maskValue(value as JsonValue)));
  });

  it('masking twice changes nothing', () => {
    fc.assert(
      fc.property(document, ([members, rest]) => {
        const once = maskConfig(JSON.stringify({ ...rest, list: members.map(([key, text]) => ({ [key]: text })) }));
        expect(maskConfig(once)).toBe(once);
      }),
    );
  });
});
