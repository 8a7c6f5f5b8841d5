import type { JsonValue } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ProxyUse } from './proxy.js';

/** A value that OpenClaw will use, and who decided it. */
export interface Sourced<T> {
  readonly value: T;
  readonly from: 'config' | 'environment' | 'release' | 'state' | 'derived';
  /** Where it stands, when `from` is `config`. */
  readonly path?: ConfigPath;
  /** `default of 2026.4.22`, `VLLM_API_KEY`, `capped by agents.defaults.contextTokens`. */
  readonly note?: string;
}

export type Decider = Omit<Sourced<unknown>, 'value'>;

/** What the release will really do with the config: the one place that knows; rules and commands read it. */
export interface EffectiveConfig {
  readonly providers: readonly EffectiveProvider[];
  /** Listed models, and models that a reference reaches although no provider lists them. */
  readonly models: readonly EffectiveModel[];
  readonly references: readonly ModelReference[];
  /** Models that a user may switch to; null: any. */
  readonly allowList: Sourced<readonly string[] | null>;
  readonly tools: EffectiveTools;
  readonly compaction: { readonly timeoutSeconds: Sourced<number> };
  readonly gateway: EffectiveGateway;
  /** Whole run, `agents.defaults.timeoutSeconds`. */
  readonly runTimeoutSeconds: Sourced<number>;
}

export interface EffectiveProvider {
  readonly id: string;
  readonly path: ConfigPath;
  /** As written; undefined when there is none. */
  readonly baseUrl: Sourced<string> | undefined;
  /** Wire format that requests use, e.g. `openai-completions`. */
  readonly api: Sourced<string>;
  readonly hostClass: HostClass;
  /** Absent when requests go to the server itself. */
  readonly proxy?: ProxyUse;
  readonly key: KeyPrediction;
  /** Seconds; null = no limit. */
  readonly firstEventSeconds: Sourced<number | null>;
  readonly idleSeconds: Sourced<number | null>;
  /** Could be a self-hosted server that speaks the OpenAI protocol; false for known vendors and other protocols. */
  readonly selfHosted: boolean;
}

/** How OpenClaw classes the host of a base URL, by name alone. */
export type HostClass = 'loopback' | 'private' | 'container' | 'named' | 'vendor' | 'invalid';

/** What will stand in the Authorization header; never the key itself. */
export type KeyPrediction =
  | {
      readonly kind: 'literal';
      readonly path: ConfigPath;
      readonly looksLike: 'secret' | 'placeholder' | 'unknown-name' | 'unresolved-template';
      /** The variable that was surely meant, when it looks like a name or a template; never any other text. */
      readonly name?: string;
      /** Whether a variable of that name has a value here. */
      readonly nameIsSet?: boolean;
      /** A variable that has one, when `name` has none and looks like a slip of it. */
      readonly near?: string;
    }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly path?: ConfigPath;
      readonly overrides?: ConfigPath;
      /** How the config names it: `NAME`, or `${NAME}`; absent when the config does not name it. */
      readonly form?: 'bare' | 'template';
    }
  | { readonly kind: 'profile'; readonly name: string }
  | { readonly kind: 'secret-ref'; readonly path: ConfigPath; readonly source: string }
  /** `path` where a word stands that means no key, such as `ollama-local`. */
  | { readonly kind: 'none'; readonly path?: ConfigPath }
  /** OpenClaw refuses to send anything: `No API key found`. */
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly path?: ConfigPath;
      /** The variable that would have held the key, when the config names one. */
      readonly name?: string;
      /** A variable that has a value, and whose name looks like `name`. */
      readonly near?: string;
      readonly form?: 'bare' | 'template';
      /** The key is not what is missing: a store of logins, or the order of them, stops every run. */
      readonly blockedBy?: 'auth-profiles.json' | 'auth.order';
    };

export interface EffectiveModel {
  /** `provider/id`, as references name it. */
  readonly ref: string;
  readonly provider: string;
  readonly id: string;
  readonly listed: boolean;
  /** Wire format of its requests: of the row, else of the provider. */
  readonly api: Sourced<string>;
  /** Where its requests are posted; absent when there is no base URL, and for the formats of vendors. */
  readonly url?: Sourced<string>;
  /** Only when headers of the row make it another one than that of the provider. */
  readonly key?: KeyPrediction;
  /** Of the row in `models.providers.<id>.models`; of the provider when it is not listed. */
  readonly path: ConfigPath;
  /** Tokens OpenClaw believes the server can hold. */
  readonly contextWindow: Sourced<number>;
  /** Configured output limit; null: none is sent. */
  readonly maxTokens: Sourced<number | null>;
  /** The highest limit that goes out with a request; releases that subtract the prompt send less when it leaves less room. */
  readonly outputLimit: Sourced<number | null>;
  /** Fields that `params` of the agents add to its requests, or seem to add; those of a plain run. */
  readonly bodyParams?: readonly BodyParam[];
  /** Other limits of agents that use the model, by their own `params`; the two above are those of a plain run. */
  readonly agentLimits?: readonly AgentLimit[];
  /** Tokens of the window that compaction keeps free of prompt. */
  readonly reserveTokens: Sourced<number>;
  readonly supportsTools: boolean;
  readonly requiresStringContent: boolean;
  readonly usageInStream: Sourced<boolean>;
  readonly request: RequestShape;
  /** Who decided each part of `request`. */
  readonly requestFrom: Readonly<Record<keyof RequestShape, Decider>>;
  readonly reasoning: boolean;
  /** Config paths of the references that reach it, formatted; empty: nobody uses it. */
  readonly usedBy: readonly string[];
}

export interface BodyParam {
  /** As the request has it: `top_p`; as it is written when it is not sent. */
  readonly field: string;
  readonly value: JsonValue;
  readonly path: ConfigPath;
  /** False: the release leaves it out, because it does not know the name or the value does not fit. */
  readonly sent: boolean;
}

export interface AgentLimit extends Pick<EffectiveModel, 'maxTokens' | 'outputLimit'> {
  readonly agent: string;
}

/** The form of chat completions for one model: what a strict server may refuse. */
export interface RequestShape {
  /** Some message goes out as a list of parts. */
  readonly contentParts: boolean;
  /** A plain turn ends with two user messages. */
  readonly twoUserMessages: boolean;
  readonly systemRole: 'system' | 'developer';
  readonly tools: 'sent' | 'none' | 'empty-list';
  /** `strict` in every tool. */
  readonly strictTools: boolean;
  readonly limitField: 'max_completion_tokens' | 'max_tokens';
  /** `store: false` */
  readonly store: boolean;
  readonly reasoningEffort: boolean;
}

export interface ModelReference {
  readonly path: ConfigPath;
  readonly text: string;
  readonly role: 'primary' | 'fallback' | 'image' | 'heartbeat' | 'subagent' | 'compaction' | 'other';
  readonly agent: string;
  /** `provider/id`; undefined when it reaches nothing. */
  readonly resolved?: string;
  readonly problem?: 'unknown-provider' | 'no-slash' | 'empty';
  /** Login that an `@suffix` names: when it is missing, 2026.9.6 sends nothing and 2026.4.22 goes on without it (ran both). */
  readonly profile?: string;
  /** Nothing is written at `path`: the release chooses this model by itself. */
  readonly implied?: true;
}

export interface EffectiveTools {
  readonly profile: Sourced<'minimal' | 'coding' | 'messaging' | 'full'>;
  readonly lean: Sourced<boolean>;
  /** Most tools hidden behind a search tool; undefined: the release has no such thing. */
  readonly toolSearch: Sourced<boolean> | undefined;
  readonly bootstrap: Sourced<boolean>;
}

export interface EffectiveGateway {
  readonly port: Sourced<number>;
  readonly authMode: Sourced<string> | undefined;
  /** `empty`: written, but an empty string. */
  readonly token: { readonly state: 'set' | 'empty' | 'absent' | 'unset-variable'; readonly path: ConfigPath };
}
