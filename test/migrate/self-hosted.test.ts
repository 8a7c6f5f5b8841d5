import { describe, expect, it } from 'vitest';
import { isSelfHosted } from '../../src/migrate/self-hosted.js';

describe('a server of the user', () => {
  it.each([
    'http://127.0.0.1:8000/v1',
    'http://localhost:8000',
    'http://[::1]:8000/v1',
    'http://10.0.0.5/v1',
    'http://172.16.0.1/v1',
    'http://172.31.255.1/v1',
    'http://192.168.1.10:8000/v1',
    'http://100.64.0.7/v1',
    'http://100.127.0.7/v1',
    'http://[fd00::5]/v1',
    'http://gpu.local/v1',
    'http://gpu.lan./v1',
    'http://box.tail1234.ts.net/v1',
    'http://host.docker.internal:8000/v1',
    'http://vllm:8000/v1',
    '192.168.1.10:8000/v1',
    '${VLLM_BASE_URL}',
    'http://${GPU_HOST}:8000/v1',
  ])('%s', (baseUrl) => {
    expect(isSelfHosted('own', { baseUrl })).toBe(true);
  });

  it.each([
    'https://api.openai.com/v1',
    'https://openrouter.ai/api/v1',
    'http://172.32.0.1/v1',
    'http://100.128.0.1/v1',
    'http://8.8.8.8/v1',
    'https://api.example.com/${PATH}',
    'http://[2001:db8::1]/v1',
    '',
    'http://',
  ])('is not %s', (baseUrl) => {
    expect(isSelfHosted('own', { baseUrl })).toBe(false);
  });

  it.each(['vllm', 'vllm-2', 'ollama', 'lmstudio', 'sglang', 'llama-cpp', 'llamacpp'])('by its id: %s', (id) => {
    expect(isSelfHosted(id, { models: [] })).toBe(true);
  });

  it('needs a provider', () => {
    expect(isSelfHosted('vllm', undefined)).toBe(false);
    expect(isSelfHosted('openai', { apiKey: '${OPENAI_API_KEY}' })).toBe(false);
  });
});
