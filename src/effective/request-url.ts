import type { ReleaseTraits } from '../release/traits.js';

/**
 * Where requests of a wire format are posted. Undefined for formats of vendors, whose plugins choose by themselves, and when there
 * is no base URL. Ran 2026.4.22 and 2026.9.6: slashes at the end go, /v1 is neither added nor doubled for Anthropic's and Ollama's.
 */
export function requestUrl(
  api: string,
  baseUrl: string,
  { baseUrlQuery }: Pick<ReleaseTraits, 'baseUrlQuery'>,
): string | undefined {
  const text = baseUrl.trim();
  const mark = baseUrlQuery === 'at-the-end' ? text.indexOf('?') : -1;
  const [base, query] = mark === -1 ? [text, ''] : [text.slice(0, mark), text.slice(mark)];
  const posted = withRoute(api, base.replace(/\/+$/, ''));
  return posted === undefined ? undefined : `${posted}${query}`;
}

function withRoute(api: string, base: string): string | undefined {
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
