import { describe, expect, it } from 'vitest';
import { baseUrlSlip } from '../../../src/rules/provider/base-url.js';

describe('baseUrlSlip', () => {
  it.each([
    'http://127.0.0.1:8000/v1',
    'http://127.0.0.1:8000/v1/',
    'https://proxy.example.net/llm/v1',
    'https://proxy.example.net/openai/deployments/x',
    'http://[::1]:8000/v1',
    'the gpu box',
    '',
  ])('sees nothing wrong with %j', (url) => {
    expect(baseUrlSlip(url)).toBeUndefined();
  });

  it.each([
    ['http://127.0.0.1:8000', 'no-version', 'http://127.0.0.1:8000/v1'],
    ['http://127.0.0.1:8000/', 'no-version', 'http://127.0.0.1:8000/v1'],
    ['http://127.0.0.1:8000/v1/v1', 'doubled-version', 'http://127.0.0.1:8000/v1'],
    ['http://127.0.0.1:8000/v1/chat/completions', 'full-endpoint', 'http://127.0.0.1:8000/v1'],
    ['http://127.0.0.1:8000/chat/completions', 'full-endpoint', 'http://127.0.0.1:8000/v1'],
    ['https://proxy.example.net/llm/v1/models', 'full-endpoint', 'https://proxy.example.net/llm/v1'],
    ['http://127.0.0.1:8000/v1?x=1', 'query', 'http://127.0.0.1:8000/v1'],
    ['127.0.0.1:8000/v1', 'no-scheme', 'http://127.0.0.1:8000/v1'],
    ['localhost:8000', 'no-scheme', 'http://localhost:8000/v1'],
    ['gpu.lan/v1', 'no-scheme', 'http://gpu.lan/v1'],
  ])('%s: %s, meant %s', (url, kind, meant) => {
    expect(baseUrlSlip(url)).toEqual({ kind, meant });
  });

  it('offers nothing that has a slip itself', () => {
    for (const url of ['http://h:1', 'h:1/v1/v1', 'http://h:1/v1/v1/chat/completions?a=b#c', 'gpu.lan']) {
      const slip = baseUrlSlip(url);
      expect(slip && baseUrlSlip(slip.meant), url).toBeUndefined();
    }
  });
});
