import type { Metrics } from './metrics.js';
import type { Profile } from './profiles/profile.js';
import type { Tokenizer } from './tokenizer.js';
import type { SimulatorOptions } from './types.js';

/** What all routes share. */
export interface Service {
  readonly options: SimulatorOptions;
  readonly profile: Profile;
  readonly metrics: Metrics;
  readonly tokenizer: Tokenizer;
  readonly newId: (length: number) => string;
}
