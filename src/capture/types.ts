import type { JsonObject } from '../config/json.js';

/** One request that a real OpenClaw sent, with what it was made from. Holds no secret: the run had dummies. */
export interface Capture {
  readonly schemaVersion: 1;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Of the OpenClaw that ran. */
  readonly release: string;
  readonly node: string;
  readonly agent: string;
  /** `provider/id` */
  readonly model: string;
  /** The config file as opened, and the workspace that was copied. */
  readonly config: string;
  readonly workspace: string;
  readonly fingerprint: Fingerprint;
  readonly request: CapturedRequest;
  /** What the copy of the config leaves out, and what that means for the numbers. */
  readonly notes: readonly string[];
  /** Addresses that the run wanted to reach and was not let: `registry.example.org:443`. */
  readonly refused: readonly string[];
  readonly elapsedMs: number;
}

export interface CapturedRequest {
  readonly path: string;
  /** Names alone. */
  readonly headers: readonly string[];
  /** As sent; paths of the temporary folders replaced by the user's own. */
  readonly body: JsonObject;
}

/** Hashes of what the prompt is made from; equal = the same prompt, except for the date in it. */
export interface Fingerprint {
  /** The part of the config that shapes the prompt. */
  readonly config: string;
  /** By file below the workspace; skills of other folders by their path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface StoredCapture {
  readonly file: string;
  readonly capture: Capture;
}
