/** What a state folder says, as far as effective values need it. Holds no secret. */

/** A login in OpenClaw's own store: its name and whose it is. */
export interface StoredLogin {
  readonly id: string;
  readonly provider: string;
  /** Chosen, and then nothing is sent. */
  readonly withheld?: 'cooldown' | 'unset-variable';
  /** It stands in a file of old that stops runs of the provider. */
  readonly leftOver?: boolean;
}

/** A row of a generated models.json. */
export interface StoredLimits {
  /** Lower case. */
  readonly provider: string;
  readonly id: string;
  readonly contextWindow?: number;
  readonly maxTokens?: number;
  /** Below the state folder. */
  readonly file: string;
}
