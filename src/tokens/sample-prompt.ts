import type { AgentPrompt } from './prompt.js';
import { sampleText } from './sample/manual.js';
import { sampleTools } from './sample/tools.js';
import type { Size } from './size.js';

export interface SamplePrompt extends AgentPrompt {
  /** o200k_base tokens of this text, added up from counted pieces; within 1.5 % of a full count. */
  readonly counted: Pick<Size, 'systemTokens' | 'toolsTokens' | 'otherTokens'>;
}

/**
 * A stand-in for the first request of an agent turn, as large and as dense as the measured one: same characters of system text, of
 * `JSON.stringify(tools)` and of the user's message, same number of tools, tokens within 3 %. Our own words; the same for the same size.
 */
export function agentPrompt(size: Size): SamplePrompt {
  const system = sampleText(size.systemChars, size.systemTokens);
  const tools = sampleTools(size.tools, size.toolsChars, size.toolsTokens);
  const user = userMessage(size);
  return {
    messages: [
      { role: 'system', content: system.value },
      { role: 'user', content: user.value },
    ],
    tools: tools.value,
    counted: { systemTokens: system.tokens, toolsTokens: tools.tokens, otherTokens: user.tokens },
  };
}

const greeting = '\n\nhi';

/** What the person says, behind the notes that the release puts in front of it. */
function userMessage({ otherChars, otherTokens }: Size) {
  const chars = otherChars - greeting.length;
  if (chars < 40) return { value: greeting.trim(), tokens: 1 };
  const notes = sampleText(chars, otherTokens);
  return { value: notes.value + greeting, tokens: notes.tokens + 2 };
}
