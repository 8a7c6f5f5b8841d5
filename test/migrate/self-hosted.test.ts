import { describe, expect, it } from 'vitest';
import { isSelfHosted } from '../../src/migrate/self-hosted.js';

describe('a server of the user', () => {
  it.each([
    'http://127.0.0.1:8000/v1',
    'http://[fd00::5]/v1',
    'http://host.docker.internal:8000/v1',
    'http://vllm:8000/v1',
    'https://gpu.example.org/v1',
    '${VLLM_BASE_URL}',
    'http://${GPU_HOST}:8000/v1',
  ])('%s', (baseUrl) => {
    expect(isSelfHosted('own', { baseUrl })).toBe(true);
  });

  it.each(['https://api.openai.com/v1', 'https://openrouter.ai/api/v1', '', 'http://', 'gpu.local'])(
    'is not %s',
    (baseUrl) => {
      expect(isSelfHosted('own', { baseUrl })).toBe(false);
    },
  );

  it.each(['vllm', 'vllm-2', 'ollama', 'lmstudio', 'sglang', 'llama-cpp'])('by its id alone: %s', (id) => {
    expect(isSelfHosted(id, { models: [] })).toBe(true);
  });

  it('is not one that is called like one and stands elsewhere', () => {
    expect(isSelfHosted('vllm', { baseUrl: 'https://api.together.xyz/v1' })).toBe(false);
  });

  it('needs a provider', () => {
    expect(isSelfHosted('vllm', undefined)).toBe(false);
    expect(isSelfHosted('openai', { apiKey: '${OPENAI_API_KEY}' })).toBe(false);
  });
});
