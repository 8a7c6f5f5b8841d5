// How the servers are started. A launch is one process; what it answers is one file of `fixtures/server/<kind>-<version>/`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conversation, keys, routes } from './exchanges.mjs';

const scripts = fileURLToPath(new URL('.', import.meta.url));

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

/** A proxy in front of the vLLM at OVD_UPSTREAM, whose model is `tiny` and whose key is `key`. */
const litellm = {
  kind: 'litellm',
  command: (port, flags) => [
    '-c',
    'from litellm import run_server; run_server()',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    ...flags,
  ],
  // From 1.106 on it does not start without a master key; its own words: for local development only. It listens on loopback here.
  env: {
    LITELLM_LOCAL_MODEL_COST_MAP: 'True',
    LITELLM_TELEMETRY: 'False',
    NO_DOCS: 'True',
    LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY: 'true',
  },
  ready: '/health/liveliness',
  versionOf: 'from importlib.metadata import version; print(version("litellm"))',
  files: {
    'litellm.json': () => JSON.stringify(proxyConfig({})),
    'litellm-key.json': () => JSON.stringify(proxyConfig({ general_settings: { master_key: `sk-${key}` } })),
  },
  launches: {
    open: {
      flags: ['--config', 'litellm.json'],
      exchanges: [...routes, ...conversation({ model: 'tiny', window: upstreamWindow() })],
    },
    key: { flags: ['--config', 'litellm-key.json'], exchanges: keys(`sk-${key}`, 'tiny') },
  },
};

/** One process that loads what a request names; the folder is the id of the model. */
const transformers = {
  kind: 'transformers-serve',
  command: (port, flags) => [
    '-m',
    'transformers.cli.transformers',
    'serve',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--device',
    'cpu',
    ...flags,
  ],
  env: { HF_HUB_OFFLINE: '1', OMP_NUM_THREADS: '1' },
  ready: '/health',
  versionOf: 'import transformers; print(transformers.__version__)',
  launches: {
    plain: { flags: [], exchanges: [...routes, ...conversation({ model: './tiny', window: 2048 }).filter(isShort)] },
  },
};

const mlx = {
  kind: 'mlx',
  command: (port, flags) => [
    '-m',
    'mlx_lm',
    'server',
    '--model',
    './tiny',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    ...flags,
  ],
  env: { HF_HUB_OFFLINE: '1' },
  ready: '/health',
  versionOf: 'from importlib.metadata import version; print(version("mlx-lm"))',
  launches: {
    plain: { flags: [], exchanges: [...routes, ...conversation({ model: './tiny', window: 2048 }).filter(isShort)] },
  },
};

/** llama.cpp in a wheel; the model is what `make_gguf.py` writes. */
const llama = {
  kind: 'llama.cpp',
  command: (port, flags) => [join(scripts, 'serve_llama.py'), './tiny/tiny.gguf', String(port), ...flags],
  env: {},
  ready: '/health',
  versionOf: 'from importlib.metadata import version; print("b" + version("xllamacpp").split(".")[-1])',
  launches: {
    plain: {
      flags: ['--window', '2048'],
      exchanges: [...routes, ...conversation({ model: 'tiny', window: 2048 }).filter(({ name }) => name !== 'n 2')],
    },
    key: { flags: ['--window', '512', '--alias', 'tiny', '--key', key], exchanges: keys(key, 'tiny') },
    'no-jinja': {
      flags: ['--window', '1024', '--alias', 'tiny', '--no-jinja'],
      exchanges: conversation({ model: 'tiny', window: 1024 }).filter(({ name }) =>
        /^(chat|tools|tool result|json_schema|developer|parts)\b/.test(name),
      ),
    },
  },
};

export const kinds = { vllm, litellm, transformers, mlx, llama };

function proxyConfig(more) {
  const upstream = process.env.OVD_UPSTREAM ?? 'http://127.0.0.1:8000/v1';
  const litellm_params = { model: 'hosted_vllm/tiny', api_base: upstream, api_key: key };
  return { model_list: [{ model_name: 'tiny', litellm_params }], litellm_settings: { num_retries: 0 }, ...more };
}

/** Tokens; the vLLM behind the proxy should be small, for the sake of the prompts that do not fit. */
function upstreamWindow() {
  return Number(process.env.OVD_UPSTREAM_WINDOW ?? 2048);
}

// Neither knows a window, and a prompt without one to stop it takes very long.
function isShort({ name }) {
  return !/too long|nearly fits|window|^n 2$/.test(name);
}

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
