import type { Completion } from './completion.js';
import { isSince } from './release.js';
import type { SimulatedModel } from './types.js';

/** Counts what `GET /metrics` prints. */
export interface Metrics {
  begin(): void;
  /** `completion`: undefined when the client went away before the end. */
  end(completion: Completion | undefined): void;
  text(): string;
  /** As a new process has them: all counts begin anew. */
  restart(): void;
}

const blockSize = 16;

/** Names as the release has them. The KV cache holds two full windows of the first model. */
export function createMetrics(release: string, models: readonly SimulatedModel[]): Metrics {
  let running = 0;
  let promptTokens = 0;
  let answerTokens = 0;
  let startedMs = Date.now();
  const finished = new Map<string, number>();
  const model = models[0];
  const blocks = Math.ceil((2 * (model?.maxModelLen ?? 0)) / blockSize);
  const labels = `engine="0",model_name="${model?.id ?? ''}"`;
  const cacheUsage = isSince(release, '0.9.2') ? 'vllm:kv_cache_usage_perc' : 'vllm:gpu_cache_usage_perc';
  return {
    begin() {
      running += 1;
    },
    end(completion) {
      running = Math.max(0, running - 1);
      if (completion === undefined) return;
      promptTokens += completion.promptTokens;
      answerTokens += completion.answerTokens;
      const reason = completion.finishReason === 'length' ? 'length' : 'stop';
      finished.set(reason, (finished.get(reason) ?? 0) + 1);
    },
    restart() {
      running = 0;
      promptTokens = 0;
      answerTokens = 0;
      finished.clear();
      startedMs = Date.now();
    },
    text: () =>
      [
        ...gauge('vllm:num_requests_running', 'Number of requests in model execution batches.', labels, running),
        ...gauge('vllm:num_requests_waiting', 'Number of requests waiting to be processed.', labels, 0),
        ...gauge(cacheUsage, 'KV-cache usage. 1 means 100 percent usage.', labels, 0),
        ...counter('vllm:num_preemptions_total', 'Cumulative number of preemption from the engine.', [[labels, 0]]),
        ...counter('vllm:prompt_tokens_total', 'Number of prefill tokens processed.', [[labels, promptTokens]]),
        ...counter('vllm:generation_tokens_total', 'Number of generation tokens processed.', [[labels, answerTokens]]),
        ...counter(
          'vllm:request_success_total',
          'Count of successfully processed requests.',
          ['stop', 'length'].map((reason) => [`${labels},finished_reason="${reason}"`, finished.get(reason) ?? 0]),
        ),
        ...gauge(
          'vllm:cache_config_info',
          'Information of the LLMEngine CacheConfig',
          `block_size="${blockSize}",enable_prefix_caching="True",engine="0",gpu_memory_utilization="0.9",num_gpu_blocks="${blocks}"`,
          1,
        ),
        // Of the Python client, for a server of one process.
        '# HELP process_start_time_seconds Start time of the process since unix epoch in seconds.',
        '# TYPE process_start_time_seconds gauge',
        `process_start_time_seconds ${(startedMs / 1000).toFixed(2)}`,
        '',
      ].join('\n'),
  };
}

function gauge(name: string, help: string, labels: string, value: number): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name}{${labels}} ${value.toFixed(1)}`];
}

function counter(name: string, help: string, rows: readonly (readonly [labels: string, value: number])[]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} counter`,
    ...rows.map(([labels, value]) => `${name}{${labels}} ${value.toFixed(1)}`),
  ];
}
