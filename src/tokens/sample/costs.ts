import { fill } from './fill.js';

/** What is counted for each piece of sample text; with these texts the costs of pieces add up to the cost of the whole. */
export const costText = {
  block: (template: string) => `${fill(template, 0)}\n\n`,
  heading: (title: string) => `## 12. ${title}\n\n`,
  sentence: (sentence: string) => ` ${sentence}`,
  property: ([name, schema]: readonly [string, unknown]) => `${name}":${JSON.stringify(schema)},"`,
  required: ([name]: readonly [string, unknown]) => `required":["${name}"]`,
  tool: (name: string) => JSON.stringify(toolFrame(name)),
} as const;

/** A tool definition without parameters and description. */
export function toolFrame(name: string) {
  return { type: 'function', function: { name, description: '', parameters: { type: 'object', properties: {} } } };
}
