import { describe, expect, it } from 'vitest';
import {
  classOfHost,
  hostOf,
  isLocalEndpoint,
  isLocalForTimeouts,
  isSelfHostedId,
  needsNoKey,
} from '../../src/effective/hosts.js';

describe('classOfHost', () => {
  it.each([
    ['http://localhost:8000/v1', 'loopback'],
    ['http://127.0.0.1:8000', 'loopback'],
    ['http://127.0.0.2/v1', 'loopback'],
    ['http://0.0.0.0:8000/v1', 'loopback'],
    ['http://[::1]:8000/v1', 'loopback'],
    ['http://x.localhost/v1', 'loopback'],
    ['http://10.1.2.3/v1', 'private'],
    ['http://172.16.0.1/v1', 'private'],
    ['http://172.32.0.1/v1', 'named'],
    ['http://192.168.75.81:8000/v1', 'private'],
    ['http://100.64.1.1/v1', 'private'],
    ['http://100.128.1.1/v1', 'named'],
    ['http://box.local:8000/v1', 'private'],
    ['http://[fd7a:115c:a1e0::1]/v1', 'private'],
    ['http://[fe80::1]/v1', 'private'],
    ['http://host.docker.internal:8000/v1', 'container'],
    ['http://gpu.lan:8000/v1', 'named'],
    ['http://gpubox:8000/v1', 'named'],
    ['https://llm.example.com/v1', 'named'],
    ['https://API.OpenAI.com/v1', 'vendor'],
    ['https://my.openai.azure.com/openai', 'vendor'],
    ['https://dashscope.aliyuncs.com/compatible-mode/v1', 'vendor'],
    ['https://notopenai.com/v1', 'named'],
    ['127.0.0.1:8000/v1', 'invalid'],
    ['localhost:8000/v1', 'invalid'],
    ['${VLLM_URL}', 'invalid'],
    ['', 'invalid'],
  ])('%s is %s', (url, expected) => {
    expect(classOfHost(hostOf(url))).toBe(expected);
  });
});

// Measured: a custom id on 127.0.0.1 and localhost is asked for usage, on 127.0.0.2 and 192.168.50.1 not, on names below local and internal again.
it.each<[string, boolean, boolean, boolean, boolean]>([
  // host, no gap limit, usage asked, no key needed in 2026.4.22, and in 2026.9.6
  ['127.0.0.1', true, true, true, true],
  ['localhost', true, true, true, true],
  ['::1', true, true, true, true],
  ['0.0.0.0', true, false, true, true],
  ['127.0.0.2', true, false, false, true],
  ['192.168.50.1', true, false, false, true],
  ['100.64.1.1', true, false, false, false],
  ['box.local', true, true, false, true],
  ['vllm.internal', false, true, false, false],
  ['host.docker.internal', false, true, false, true],
  ['gpu.lan', false, false, false, false],
  ['gpubox', false, false, false, false],
])('%s', (host, timeouts, usage, older, newer) => {
  expect([
    isLocalForTimeouts(host),
    isLocalEndpoint(host),
    needsNoKey(host, 'loopback'),
    needsNoKey(host, 'private-and-container'),
  ]).toEqual([timeouts, usage, older, newer]);
});

it.each([
  ['vllm', true],
  ['vllm-gpu1', true],
  ['my-vllm', false],
  ['vllmbox', false],
  ['ollama', true],
  ['ollama-cloud', false],
  ['llama-cpp', true],
])('isSelfHostedId %s: %s', (id, expected) => {
  expect(isSelfHostedId(id)).toBe(expected);
});
