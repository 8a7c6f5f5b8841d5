import rule from '../../../src/rules/compat/degenerate-output.js';
import { oneModel } from '../configs.js';
import { ruleTest } from '../rule-test.js';

const served = [{ id: 'm1' }];
const says = (text: string) => ({ served, text, finishReason: 'length' });
const found = (piece: string, times: number) => [
  { messageId: 'repeats', data: { model: 'm1', host: '127.0.0.1:8000', piece, times }, fix: 'none' as const },
];

ruleTest(rule, {
  clean: [
    { name: 'a plain answer', config: oneModel(), served },
    { name: 'a few of one kind', config: oneModel(), server: says(`Sure${'!'.repeat(20)}`) },
    {
      name: 'a text with a tail of dots',
      config: oneModel(),
      server: says(`${'Words of all kinds stand here, one by one. '.repeat(1)}and it goes on and on ${'.'.repeat(40)}`),
    },
    { name: 'numbers', config: oneModel(), server: says(Array.from({ length: 80 }, (_, i) => i).join(' ')) },
  ],
  flagged: [
    { name: 'one character', config: oneModel(), server: says('!'.repeat(200)), findings: found('!', 200) },
    {
      name: 'a word, cut by the limit',
      config: oneModel(),
      server: says(`smoke ${'the the the '.repeat(20)}…`),
      findings: found('the', 60),
    },
    { name: 'spaces', config: oneModel(), server: says(`x${' '.repeat(120)}x`), findings: found('a space', 120) },
  ],
});
