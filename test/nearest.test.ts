import { expect, it } from 'vitest';
import { editDistance, nearest } from '../src/nearest.js';

it('counts edits, a swap of neighbours as one', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('primry', 'primary')).toBe(1);
  expect(editDistance('docotr', 'doctor')).toBe(1);
  expect(editDistance('', 'abc')).toBe(3);
});

it('offers only what is really near', () => {
  expect(nearest('docter', ['doctor', 'fix', 'rules'])).toEqual(['doctor']);
  expect(nearest('context_window', ['contextWindow', 'contextTokens'])).toEqual(['contextWindow']);
  expect(nearest('zzz', ['doctor', 'fix'])).toEqual([]);
});
