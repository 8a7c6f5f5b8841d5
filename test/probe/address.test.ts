import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/probe/address.js';
import { baseUrlRepairs } from '../../src/probe/base-url-repairs.js';

describe('parseAddress', () => {
  it.each([
    ['http://127.0.0.1:8000/v1', '/models', 'http://127.0.0.1:8000/v1/models'],
    ['http://127.0.0.1:8000/v1/', '/chat/completions', 'http://127.0.0.1:8000/v1/chat/completions'],
    ['http://127.0.0.1:8000', '/models', 'http://127.0.0.1:8000/models'],
    ['http://127.0.0.1:8000/v1', '/version', 'http://127.0.0.1:8000/version'],
    ['http://127.0.0.1:8000', '/tokenize', 'http://127.0.0.1:8000/tokenize'],
    ['http://gpu.test/vllm/v1', '/tokenize', 'http://gpu.test/vllm/tokenize'],
    ['http://gpu.test/v1/chat/completions', '/version', 'http://gpu.test/version'],
    ['https://gpu.test/v1', '/metrics', 'https://gpu.test/metrics'],
    ['http://[::1]:8000/v1', '/models', 'http://[::1]:8000/v1/models'],
    // The SDK that OpenClaw uses glues the route behind a query.
    ['http://gpu.test/v1?key=1', '/models', 'http://gpu.test/v1?key=1/models'],
  ])('%s with %s asks %s', (baseUrl, route, url) => {
    expect(parseAddress(baseUrl)?.url(route).href).toBe(url);
  });

  it('shows a base URL without user info, trailing slash and values of its query', () => {
    const address = parseAddress('http://ann:fakepass@gpu.test:8000/v1/?token=fake-token');
    expect(address?.baseUrl).toBe('http://gpu.test:8000/v1?token=••••');
    expect(address?.secrets).toEqual(['fakepass', 'fake-token']);
    expect(address?.url('/models').href).not.toContain('fakepass');
  });

  it.each(['', 'localhost:8000/v1', 'ftp://gpu.test/v1', '$' + '{VLLM_URL}', 'file:///etc/passwd'])(
    'refuses %j',
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );
});

describe('baseUrlRepairs', () => {
  it.each([
    ['http://h:8000', ['http://h:8000/v1']],
    ['http://h:8000/v1/v1', ['http://h:8000/v1', 'http://h:8000']],
    ['http://h:8000/v1/chat/completions', ['http://h:8000/v1', 'http://h:8000']],
    ['http://h:8000/chat/completions', ['http://h:8000', 'http://h:8000/v1']],
    ['http://h:8000/v1/models/', ['http://h:8000/v1', 'http://h:8000']],
    ['http://h:8000/v1?x=1', ['http://h:8000/v1', 'http://h:8000']],
    ['http://h:8000/openai', ['http://h:8000/openai/v1', 'http://h:8000/v1']],
    ['http://h:8000/v1', ['http://h:8000']],
    ['no url', []],
  ])('%s could mean %j, before it means the place of another program', (given, meant) => {
    const repairs = baseUrlRepairs(given);
    expect(repairs.slice(0, meant.length)).toEqual(meant);
    const others = ['/api/v1', '/openai/v1', '/api', '/engines/v1'].map((path) => `http://h:8000${path}`);
    expect(repairs.slice(meant.length)).toEqual(given === 'no url' ? [] : others.filter((url) => !meant.includes(url)));
  });
});
