/**
 * Where requests of a wire format are posted, made of the base URL as the packages make it: text behind text, so a query of the
 * base URL stays in the middle. Undefined for formats of vendors, whose plugins choose by themselves, and when there is no base URL.
 * Equal in 2026.4.22 and 2026.9.6, `provider-request-config` and the streams of the plugins.
 */
export function requestUrl(api: string, baseUrl: string): string | undefined {
  const base = baseUrl.trim().replace(/\/+$/, '');
  if (base === '') return undefined;
  switch (api) {
    case 'openai-completions':
      return `${base}/chat/completions`;
    case 'openai-responses':
      return `${base}/responses`;
    case 'anthropic-messages':
      return `${base.replace(/\/v1$/i, '')}/v1/messages`;
    case 'ollama':
      return `${base.replace(/\/v1$/i, '')}/api/chat`;
    default:
      return undefined;
  }
}
