import type { Facts } from '../facts/types.js';
import type {
  Capability,
  FailureKind,
  NetworkPath,
  RecognisedError,
  Restart,
  ServedModel,
  Speed,
} from '../probe/types.js';

/** What a config text alone does not say: enough to build the facts of an example or of a test case. */
export interface Scenario {
  /** OpenClaw release; the newest bundled one unless said. */
  readonly release?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Variables of the service that starts the gateway with this config; absent: there is no service. */
  readonly service?: Readonly<Record<string, string>>;
  /** What the model server of every self-hosted provider says; absent: no server was asked. */
  readonly server?: ScenarioServer;
  /** Tokens of the first agent turn, counted by the server; absent: not known. */
  readonly prompt?: number;
  /** Tokens by which that may be wrong either way, when it is an estimate. */
  readonly promptDoubt?: number;
  /** Tokens that lean mode would take off that prompt, in this release and in the newest. */
  readonly leanSaves?: number;
  readonly leanSavesNewest?: number;
  /** What stands in the state folder, by path below it, besides the config. */
  readonly state?: Readonly<Record<string, string | ScenarioFile>>;
  /** What of each agent's workspace stands in its prompts; absent: nothing is there. */
  readonly workspaces?: Known<Facts['workspaces']>;
  /** Permission bits of the folders there; 0o700 unless said. */
  readonly folderMode?: number;
  /** Those of the config; 0o600 unless said. */
  readonly configMode?: number;
}

type Known<F> = F extends { readonly ok: true; readonly value: infer V } ? V : never;

export interface ScenarioFile {
  readonly text: string;
  /** In place of the text, for what is none. */
  readonly base64?: string;
  /** Its length unless said. */
  readonly sizeBytes?: number;
  /** Permission bits; 0o600 unless said. */
  readonly mode?: number;
  /** Seconds by which it is younger than the config. */
  readonly younger?: number;
}

export interface ScenarioServer {
  /** Rows of `GET /models`; absent: that request fails with `fails`. */
  readonly served?: readonly ServedModel[];
  /** `vLLM` unless said. */
  readonly family?: string;
  readonly version?: string;
  readonly fails?: ScenarioFailure;
  /** How the test completion fails; absent: it is answered whenever `served` is there. */
  readonly chatFails?: ScenarioFailure;
  /** How the stream fails though the completion is answered. */
  readonly streamFails?: ScenarioFailure;
  /** What the model says, in both; `smoke-ok` unless said. */
  readonly text?: string;
  readonly finishReason?: string;
  readonly openWithoutKey?: boolean;
  readonly workingBaseUrl?: string;
  /** The stream ended with a usage chunk; true unless said. */
  readonly usageSeen?: boolean;
  /** What the layers of the network told; host, port and container are filled in. */
  readonly network?: Partial<NetworkPath>;
  /** Addresses of the host's name. */
  readonly resolvesTo?: readonly string[];
  readonly speed?: Speed;
  readonly restart?: Restart;
  /** What else was asked, and found. */
  readonly found?: readonly ScenarioCapability[];
  /** What the model thinks, beside `text`. */
  readonly reasoning?: string;
}

/** `refused with 400: …` and its marks are made from `says` when that is given. */
export type ScenarioCapability = Pick<Capability, 'name' | 'verdict' | 'marks'> & {
  readonly detail?: string;
  readonly says?: string;
};

export interface ScenarioFailure {
  readonly kind: FailureKind;
  readonly status?: number;
  readonly serverSays?: string;
  /** What that sentence was recognised as. */
  readonly serverError?: RecognisedError;
  /** One line about what happened; made from `kind` and `status` unless said. */
  readonly message?: string;
}
