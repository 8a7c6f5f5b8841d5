// How the servers are started. A launch is one process; what it answers is one file of `fixtures/server/<kind>-<version>/`.
import { conversation, keys, routes } from './exchanges.mjs';

/** Nobody's key: the servers listen on this machine alone, while they are recorded. */
export const key = 'key-of-a-test';

const parsers = ['--enable-auto-tool-choice', '--tool-call-parser', 'hermes', '--reasoning-parser', 'qwen3'];

/** `fits(release)`: flags that only some releases know. */
export const vllm = {
  kind: 'vllm',
  command: (port, flags) => [
    '-m',
    'vllm.entrypoints.openai.api_server',
    '--model',
    './tiny',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--enforce-eager',
    ...flags,
  ],
  env: {
    HF_HUB_OFFLINE: '1',
    VLLM_NO_USAGE_STATS: '1',
    DO_NOT_TRACK: '1',
    VLLM_CPU_KVCACHE_SPACE: '1',
    VLLM_CPU_OMP_THREADS_BIND: 'nobind',
    OMP_NUM_THREADS: '1',
  },
  ready: '/health',
  versionOf: 'import vllm; print(vllm.__version__)',
  launches: {
    agent: {
      flags: [
        '--served-model-name',
        'tiny',
        'tiny-alias',
        '--max-model-len',
        '2048',
        ...parsers,
        '--enable-lora',
        '--lora-modules',
        'little=./tiny/adapter',
      ],
      exchanges: [...routes, ...conversation({ model: 'tiny', window: 2048 }), ...adapter()],
      endsWithDeath: true,
    },
    bare: {
      flags: ['--served-model-name', 'tiny', '--max-model-len', '256', '--api-key', key],
      exchanges: [...keys(key, 'tiny'), ...withKey(conversation({ model: 'tiny', window: 256 }))],
    },
    strict: {
      flags: [
        '--served-model-name',
        'tiny',
        '--max-model-len',
        '1024',
        '--chat-template',
        './tiny/strict.jinja',
        ...parsers,
      ],
      exchanges: conversation({ model: 'tiny', window: 1024 }).filter(({ name }) =>
        /developer|system|two users|assistant last|tool result|parts|tools, required|role|content/.test(name),
      ),
    },
  },
};

export const kinds = { vllm };

function adapter() {
  return conversation({ model: 'little', window: 2048 })
    .filter(({ name }) => ['chat', 'tokenize chat', 'max_tokens > window'].includes(name))
    .map((exchange) => ({ ...exchange, name: `${exchange.name}, adapter` }));
}

function withKey(exchanges) {
  return exchanges.map((exchange) => ({
    ...exchange,
    headers: { ...exchange.headers, authorization: `Bearer ${key}` },
  }));
}
