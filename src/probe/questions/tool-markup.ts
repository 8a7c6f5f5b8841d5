/** How a tool call looks when no parser of the server took it out of the text, and which parser of vLLM would have. */
export interface ToolMarkup {
  /** `<tool_call>`, shown as it is: all of it is ours. */
  readonly marker: string;
  /** Value of `--tool-call-parser`; undefined when several would fit. */
  readonly parser?: string;
}

// Most special first, the bare <tool_call> last. Parser names of vLLM 0.25.1 (vllm/tool_parsers/__init__.py) and their grammars.
const markers: readonly (readonly [pattern: RegExp, marker: string, parser?: string])[] = [
  [/<\|tool_calls_section_begin\|>|<\|tool_call_begin\|>/, '<|tool_calls_section_begin|>', 'kimi_k2'],
  [/<｜DSML｜/, '<｜DSML｜…>', 'deepseek_v32'],
  [/<｜tool▁calls▁begin｜>|<｜tool▁call▁begin｜>/, '<｜tool▁calls▁begin｜>', 'deepseek_v3'],
  [/<seed:tool_call>/, '<seed:tool_call>', 'seed_oss'],
  [/<longcat_tool_call>/, '<longcat_tool_call>', 'longcat'],
  [/<minimax:tool_call>/, '<minimax:tool_call>', 'minimax_m2'],
  [/<arg_key>/, '<arg_key>', 'glm45'],
  [/<function=[\w.-]+>/, '<function=…>', 'qwen3_coder'],
  [/<\|tool_call>|<tool_call\|>/, '<|tool_call>', 'gemma4'],
  [/<start_function_call>/, '<start_function_call>', 'functiongemma'],
  [/<\|channel\|>\s*commentary|to=functions\./, '<|channel|>commentary', 'openai'],
  [/\[TOOL_CALLS\]/, '[TOOL_CALLS]', 'mistral'],
  [/<\|python_start\|>/, '<|python_start|>', 'llama4_pythonic'],
  [/<\|python_tag\|>/, '<|python_tag|>', 'llama3_json'],
  [/<\|action_start\|>/, '<|action_start|>', 'internlm'],
  [/functools\[/, 'functools[', 'phi4_mini_json'],
  [/<\|tool_call_start\|>/, '<|tool_call_start|>', 'lfm2'],
  [/<\|tool_call\|>/, '<|tool_call|>', 'granite'],
  [/<tool_calls>/, '<tool_calls>'],
  [/<function_calls?>/, '<function_calls>'],
  [/<tool_call>/, '<tool_call>', 'hermes'],
];

/**
 * Raw text of a tool call in what a model wrote; undefined when there is none. Bare JSON or Python counts only when it names `tool`.
 */
export function findToolMarkup(text: string, tool: string): ToolMarkup | undefined {
  const [, marker, parser] = markers.find(([pattern]) => pattern.test(text)) ?? [];
  if (marker !== undefined) return { marker, ...(parser !== undefined && { parser }) };
  const name = tool.replace(/[^\w]/g, '\\$&');
  if (new RegExp(`"name"\\s*:\\s*"${name}"[^]{0,40}"parameters"\\s*:`).test(text)) {
    return { marker: '{"name": …, "parameters": …}', parser: 'llama3_json' };
  }
  if (new RegExp(`"name"\\s*:\\s*"${name}"[^]{0,40}"arguments"\\s*:`).test(text))
    return { marker: '{"name": …, "arguments": …}' };
  return new RegExp(`^\\s*\\[\\s*${name}\\(`).test(text) ? { marker: '[tool(…)]', parser: 'pythonic' } : undefined;
}

// By the name that the model goes by, most special first; families as vLLM's documentation of tool calling lists them (0.25.1).
const families: readonly (readonly [pattern: RegExp, parser: string])[] = [
  [/qwen-?3[.-]?(?:coder|5|6)|qwen3\.\d/i, 'qwen3_coder'],
  [/qwen|hermes|qwq/i, 'hermes'],
  [/llama-?4/i, 'llama4_pythonic'],
  [/llama-?3/i, 'llama3_json'],
  [/mi(?:s|x)tral|devstral|magistral|ministral|codestral/i, 'mistral'],
  [/gpt-?oss/i, 'openai'],
  [/deepseek-?v?3[.-]2/i, 'deepseek_v32'],
  [/deepseek-?v?3[.-]1/i, 'deepseek_v31'],
  [/deepseek-?(?:v3|r1)/i, 'deepseek_v3'],
  [/kimi-?k2/i, 'kimi_k2'],
  [/glm-?4[.-]7/i, 'glm47'],
  [/glm-?4/i, 'glm45'],
  [/gemma-?4/i, 'gemma4'],
  [/functiongemma/i, 'functiongemma'],
  [/minimax-?m2/i, 'minimax_m2'],
  [/granite-?4/i, 'granite4'],
  [/granite/i, 'granite'],
  [/seed-?oss/i, 'seed_oss'],
  [/phi-?4-?mini/i, 'phi4_mini_json'],
  [/internlm/i, 'internlm'],
  [/jamba/i, 'jamba'],
  [/hunyuan/i, 'hunyuan_a13b'],
];

/** The parser that vLLM's documentation names for a model, by its id or by the repository that it stands for. */
export function parserForModel(...names: readonly (string | undefined)[]): string | undefined {
  return families.find(([pattern]) => names.some((name) => name !== undefined && pattern.test(name)))?.[1];
}
