/** Sums of the metrics that tell how busy a server is; undefined where the server has no such metric. */
export interface LoadMetrics {
  readonly running?: number;
  readonly waiting?: number;
  /** 0 to 1; the fullest engine. */
  readonly cacheUsage?: number;
  /** Tokens of prompt that were looked up in the prefix cache and found there, since the start. */
  readonly prefixQueries?: number;
  readonly prefixHits?: number;
}

// vLLM 0.3.0 to 0.25.1 (names of the old and of the new engine), SGLang, llama.cpp, TGI.
const names = {
  running: [
    'vllm:num_requests_running',
    'sglang:num_running_reqs',
    'llamacpp:requests_processing',
    'tgi_batch_current_size',
  ],
  waiting: ['vllm:num_requests_waiting', 'sglang:num_queue_reqs', 'llamacpp:requests_deferred', 'tgi_queue_size'],
  cacheUsage: [
    'vllm:kv_cache_usage_perc',
    'vllm:gpu_cache_usage_perc',
    'sglang:token_usage',
    'llamacpp:kv_cache_usage_ratio',
  ],
  prefixQueries: [
    'vllm:prefix_cache_queries_total',
    'vllm:prefix_cache_queries',
    'vllm:gpu_prefix_cache_queries_total',
  ],
  prefixHits: ['vllm:prefix_cache_hits_total', 'vllm:prefix_cache_hits', 'vllm:gpu_prefix_cache_hits_total'],
} as const satisfies Record<keyof LoadMetrics, readonly string[]>;

/** Undefined when the text holds none of them. */
export function parseMetrics(text: string): LoadMetrics | undefined {
  const values = new Map<string, number[]>();
  for (const [, name = '', value] of text.matchAll(/^([a-z_:]+)(?:\{[^\n]*\})? +([-+\d.eE]+)(?: \d+)?\r?$/gim)) {
    const number = Number(value);
    if (Number.isFinite(number)) values.set(name, [...(values.get(name) ?? []), number]);
  }
  const found: Record<string, number> = {};
  for (const [key, candidates] of Object.entries(names)) {
    const rows = candidates.map((name) => values.get(name)).find((row) => row !== undefined);
    if (rows === undefined) continue;
    // One row for each model and engine: counts add up, a share does not.
    found[key] = key === 'cacheUsage' ? Math.max(...rows) : rows.reduce((sum, value) => sum + value, 0);
  }
  return Object.keys(found).length === 0 ? undefined : found;
}
