import { describe, expect, it } from 'vitest';
import { isExempt, proxyFor } from '../../src/effective/proxy.js';

function environment(values: Readonly<Record<string, string>>) {
  return {
    lookup: (name: string) => ({
      state: values[name] === undefined ? ('unset' as const) : ('set' as const),
      source: 'environment',
    }),
    secretOf: (name: string) => values[name],
  };
}

const use = (url: string, values: Readonly<Record<string, string>>, noProxyRanges = true) =>
  proxyFor(url, environment(values), { noProxyRanges });

const http = 'http://127.0.0.1:8000/v1';
const https = 'https://gpu.lan/v1';

describe('which variable', () => {
  // The first seven were run: OpenClaw 2026.9.6 against a loopback server and a recording proxy.
  it.each([
    [http, { HTTP_PROXY: 'http://p:1' }, 'HTTP_PROXY'],
    ['http://localhost:8000/v1', { HTTP_PROXY: 'http://p:1' }, 'HTTP_PROXY'],
    [http, { HTTPS_PROXY: 'http://p:1' }, undefined],
    [http, { ALL_PROXY: 'http://p:1' }, undefined],
    [http, { HTTP_PROXY: 'http://p:1', NO_PROXY: '127.0.0.1' }, undefined],
    [http, { HTTP_PROXY: 'http://p:1', NO_PROXY: '127.0.0.0/8' }, undefined],
    [http, { HTTP_PROXY: 'http://p:1', http_proxy: '' }, undefined],
    [https, { HTTP_PROXY: 'http://p:1' }, 'HTTP_PROXY'],
    [https, { HTTP_PROXY: 'http://p:1', https_proxy: 'http://q:2' }, 'https_proxy'],
    [https, { HTTPS_PROXY: 'http://p:1', https_proxy: '' }, undefined],
    [http, { HTTP_PROXY: 'http://p:1', no_proxy: '', NO_PROXY: '*' }, 'HTTP_PROXY'],
    [http, {}, undefined],
    ['not a url', { HTTP_PROXY: 'http://p:1' }, undefined],
  ] as const)('%s with %o: %s', (url, values, variable) => {
    expect(use(url, values)?.variable).toBe(variable);
  });

  it('tells the host of the proxy without its password', () => {
    const found = use(http, { http_proxy: 'http://user:secret-of-proxy@proxy.lan:3128/' });
    expect(found).toEqual({
      variable: 'http_proxy',
      source: 'environment',
      host: 'proxy.lan:3128',
      exempt: '127.0.0.1',
    });
    expect(JSON.stringify(found)).not.toContain('secret');
    expect(use(http, { http_proxy: 'proxy.lan:3128' })?.host).toBe('proxy.lan:3128');
  });
});

describe('NO_PROXY', () => {
  it.each([
    ['http://gpu.lan:8000', 'gpu.lan', true],
    ['http://gpu.lan:8000', 'GPU.LAN', true],
    ['http://gpu.lan:8000', 'lan', true],
    ['http://gpu.lan:8000', '.lan', true],
    ['http://gpu.lan:8000', '*.lan', true],
    ['http://lan:8000', '*.lan', true],
    ['http://gpu.lan:8000', 'u.lan', false],
    ['http://gpu.lan:8000', 'gpu.lan:8000', true],
    ['http://gpu.lan:8000', 'gpu.lan:8001', false],
    ['https://gpu.lan', 'gpu.lan:443', true],
    ['http://gpu.lan:8000', 'a, b gpu.lan', true],
    ['http://gpu.lan:8000', '*', true],
    ['http://gpu.lan:8000', 'a,*', false],
    ['http://[::1]:8000', '::1', true],
    ['http://[::1]:8000', '[::1]', true],
    ['http://[::1]:8000', '[::1]:8000', true],
    ['http://10.1.2.3:8000', '10.0.0.0/8', true],
    ['http://11.1.2.3:8000', '10.0.0.0/8', false],
    ['http://10.1.2.3:8000', '0.0.0.0/0', true],
    ['http://10.1.2.3:8000', '10.*', true],
    ['http://10.1.2.3:8000', '10.1.*.3', true],
    ['http://10.1.2.3:8000', '10.2.*', false],
    ['http://10.1.2.3:8000', '10.1.2.3/33', false],
    ['http://gpu.lan:8000', '', false],
  ])('%s, %s: %s', (url, exceptions, exempt) => {
    expect(isExempt(new URL(url), exceptions, true)).toBe(exempt);
  });

  it('knows no ranges before 2026.5.12', () => {
    expect(isExempt(new URL('http://10.1.2.3:8000'), '10.0.0.0/8 10.*', false)).toBe(false);
  });
});
