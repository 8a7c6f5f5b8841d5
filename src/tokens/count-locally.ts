import type { ServerCount } from './count-on-server.js';
import { type Family, formGrowth, messageOverhead, type Range } from './families.js';
import type { LocalTokenizer } from './local-tokenizer.js';
import { type AgentPrompt, countParts, textOf } from './prompt.js';
import { exactly, plus, sum, times } from './range.js';
import { imageTokens, printTools } from './tool-form.js';

/** Of the port in JavaScript: some patterns of the original are not quite the same there. */
const portDoubt: Range = [0.995, 1, 1.005];

/** What the model's own vocabulary makes of a prompt; the words that its chat template adds are bounded, not counted. */
export function countLocally(prompt: AgentPrompt, tokenizer: LocalTokenizer, family: Family): ServerCount {
  const { messages, tools } = prompt;
  const isSystem = (role: unknown) => role === 'system' || role === 'developer';
  const text = (part: typeof messages) =>
    times(exactly(part.reduce((tokens, message) => tokens + tokenizer.count(textOf(message)), 0)), portDoubt);
  const images = messages.reduce((count, message) => count + countParts(message, /^(image|input_image)/), 0);
  const parts = {
    system: text(messages.filter(({ role }) => isSystem(role))),
    messages: plus(
      text(messages.filter(({ role }) => !isSystem(role))),
      times(imageTokens, images),
      times(messageOverhead, messages.length + 1),
    ),
    tools: tools.length === 0 ? exactly(0) : plus(toolsRange(tools, tokenizer, family), family.preamble),
  };
  return { total: sum(parts), parts, detail: tokenizer.name };
}

function toolsRange(tools: AgentPrompt['tools'], { count, toolForm }: LocalTokenizer, family: Family): Range {
  const form = toolForm ?? family.toolForm;
  const printed = (as: 'spaced' | 'indented') => count(printTools(tools, { toolForm: as }));
  if (form === 'spaced' || form === 'indented') return times(exactly(printed(form)), portDoubt);
  if (form === 'unknown') {
    const least = printed('spaced');
    return [least * portDoubt[0], least * 1.05, printed('indented') * portDoubt[2]];
  }
  return times(exactly(count(JSON.stringify(tools))), formGrowth[form]);
}
