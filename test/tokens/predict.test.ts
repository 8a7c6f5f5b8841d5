import { describe, expect, it } from 'vitest';
import type { Speed } from '../../src/probe/types.js';
import { predictFirstToken, predictionConfidence } from '../../src/tokens/predict.js';

const speed: Speed = {
  prefillTokensPerSecond: 100,
  fixedMs: 500,
  samples: [
    { promptTokens: 40, firstTokenMs: 900 },
    { promptTokens: 700, firstTokenMs: 7500 },
  ],
};

describe('predictFirstToken', () => {
  it('is the fixed cost and the time to read the prompt', () => {
    expect(predictFirstToken(speed, 15_286)).toBeCloseTo(153.36);
  });

  it.each([
    { fixedMs: 500, samples: [] },
    { ...speed, prefillTokensPerSecond: 0 },
  ])('knows nothing without a rate', (unclear) => {
    expect(predictFirstToken(unclear, 1_000)).toBeUndefined();
  });
});

it.each([
  [1_000, 'measured'],
  [13_612, 'likely'],
  [131_072, 'rough'],
] as const)('%i tokens are %s', (tokens, confidence) => {
  expect(predictionConfidence(speed, tokens)).toBe(confidence);
});
