import { describe, expect, it } from 'vitest';
import { describeNetworkError } from '../../src/probe/network-error.js';

const failed = (cause: unknown) => new TypeError('fetch failed', { cause });
const coded = (code: string) => Object.assign(new Error(`${code} sk-fake-key`), { code });

describe('describeNetworkError', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_SOCKET', 'cut'],
    ['ECONNRESET', 'cut'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['HPE_INVALID_CONSTANT', 'not-json'],
    ['UND_ERR_HEADERS_OVERFLOW', 'too-large'],
    ['ESOMETHINGNEW', 'cut'],
  ])('%s is %s', (code, kind) => {
    expect(describeNetworkError(failed(coded(code)))).toMatchObject({ kind, code });
  });

  it('looks into the tries of a host with several addresses', () => {
    const both = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]);
    expect(describeNetworkError(failed(both)).kind).toBe('refused');
  });

  it('knows an abort and a timeout by name: their code is a number', () => {
    expect(describeNetworkError(new DOMException('x', 'TimeoutError')).kind).toBe('timeout');
    expect(describeNetworkError(new DOMException('x', 'AbortError')).kind).toBe('aborted');
  });

  it('never repeats the text of the error, which may hold a header', () => {
    for (const error of [failed(coded('ECONNRESET')), new Error('Bearer sk-fake-key'), 'sk-fake-key', null, {}]) {
      expect(JSON.stringify(describeNetworkError(error))).not.toContain('sk-fake-key');
    }
  });
});
