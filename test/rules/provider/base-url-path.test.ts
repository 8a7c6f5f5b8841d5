import rule from '../../../src/rules/provider/base-url-path.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const at = (baseUrl: string) => oneModel({ baseUrl });
const right = at('http://127.0.0.1:8000/v1');
const notFound = { kind: 'http' as const, status: 404 };

ruleTest(rule, {
  clean: [
    { name: 'right', config: right },
    { name: 'LiteLLM does without /v1', config: oneModel({ provider: 'litellm', baseUrl: 'http://127.0.0.1:4000' }) },
    { name: 'so does llama.cpp', config: oneModel({ provider: 'llamacpp', baseUrl: 'http://localhost:8080' }) },
    {
      name: 'a query stays at the end in this release',
      config: at('http://127.0.0.1:8000/v1?x=1'),
      release: '2026.9.6',
    },
    {
      name: 'the id ollama has another protocol in this release',
      config: oneModel({ provider: 'ollama', baseUrl: 'http://127.0.0.1:11434' }),
      release: '2026.4.22',
    },
    { name: 'trailing slash', config: at('http://127.0.0.1:8000/v1/') },
    { name: 'another path behind a proxy', config: at('http://127.0.0.1:8000/llm/openai') },
    { name: 'no /v1, and the server answers', config: at('http://127.0.0.1:4000'), served: [{ id: 'm1' }] },
    {
      name: 'the server is down: another rule',
      config: at('http://127.0.0.1:8000'),
      server: { fails: { kind: 'refused' } },
    },
  ],
  flagged: [
    {
      name: 'proved by the server',
      config: at('http://127.0.0.1:8000'),
      server: { fails: notFound, workingBaseUrl: 'http://127.0.0.1:8000/v1' },
      findings: [
        {
          messageId: 'proved',
          at: '"http://127.0.0.1:8000"',
          data: { url: 'http://127.0.0.1:8000', works: 'http://127.0.0.1:8000/v1' },
          severity: 'error',
          fix: 'safe',
          proof: 'GET http://127.0.0.1:8000/v1/models: answered',
        },
      ],
      fixed: right,
    },
    {
      name: 'no /v1, offline',
      config: at('http://127.0.0.1:8000'),
      findings: [{ messageId: 'no-version', severity: 'warning', confidence: 'likely', fix: 'unsafe' }],
      fixed: right,
    },
    {
      name: 'full endpoint, and the server says 404',
      config: at('http://127.0.0.1:8000/v1/chat/completions'),
      server: { fails: notFound },
      findings: [{ messageId: 'full-endpoint', severity: 'error', fix: 'unsafe' }],
      fixed: right,
    },
    {
      name: 'twice',
      config: at('http://127.0.0.1:8000/v1/v1'),
      findings: [{ messageId: 'doubled-version' }],
      fixed: right,
    },
    {
      name: 'query',
      config: at('http://127.0.0.1:8000/v1?x=1'),
      release: '2026.4.22',
      findings: [{ messageId: 'query' }],
      fixed: right,
    },
    {
      name: 'no scheme',
      config: at('127.0.0.1:8000/v1'),
      findings: [{ messageId: 'no-scheme', severity: 'error', fix: 'safe' }],
      fixed: right,
    },
    {
      name: 'no URL at all',
      config: at('the gpu box'),
      findings: [{ messageId: 'not-a-url', severity: 'error', fix: 'none' }],
    },
    {
      name: 'the address comes out of a variable',
      config: at(`$\{GPU_URL}`),
      env: { GPU_URL: 'http://127.0.0.1:8000' },
      findings: [{ messageId: 'no-version', fix: 'manual' }],
    },
  ],
});
