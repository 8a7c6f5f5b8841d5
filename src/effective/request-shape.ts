import type { JsonValue } from '../config/json.js';
import type { ConfigPath } from '../config/path.js';
import type { ReleaseTraits } from '../release/traits.js';
import type { Decider, EffectiveTools, RequestShape } from './types.js';

interface ShapeQuestion {
  readonly reasoning: boolean;
  readonly tools: Pick<EffectiveTools, 'profile'>;
  readonly traits: ReleaseTraits;
}

/**
 * What requests for a model look like on a host that is no vendor's: roles, content, fields. `compat` reads one key of the row's own
 * `compat`. Every key was run in 2026.4.22, 2026.5.2, 2026.6.11, 2026.8.2 and 2026.9.6.
 */
export function requestShape(
  compat: (key: string) => JsonValue | undefined,
  { reasoning, tools, traits }: ShapeQuestion,
): RequestShape {
  const toolsOff = compat('supportsTools') === false;
  const effort = compat('supportsReasoningEffort');
  // The second message tells about the rest of the tools: without tools, and with the minimal profile, there is none (2026.9.6).
  const twoUserMessages = traits.twoUserMessages && !toolsOff && tools.profile.value !== 'minimal';
  // Where there are two, it is the second one that comes in parts.
  const inParts = traits.twoUserMessages ? twoUserMessages : traits.contentParts;
  return {
    contentParts: inParts && compat('requiresStringContent') !== true,
    twoUserMessages,
    systemRole: reasoning && compat('supportsDeveloperRole') === true ? 'developer' : 'system',
    tools: !toolsOff ? 'sent' : traits.emptyToolsWhenOff ? 'empty-list' : 'none',
    strictTools: !toolsOff && compat('supportsStrictMode') === true,
    limitField: compat('maxTokensField') === 'max_tokens' ? 'max_tokens' : 'max_completion_tokens',
    store: traits.sendsStore && compat('supportsStore') !== false,
    reasoningEffort: reasoning && (typeof effort === 'boolean' ? effort : traits.sendsReasoningEffort),
  };
}

/** The key of `compat` that decides a part. */
const decidedBy: Readonly<Record<keyof RequestShape, string>> = {
  contentParts: 'requiresStringContent',
  twoUserMessages: 'supportsTools',
  systemRole: 'supportsDeveloperRole',
  tools: 'supportsTools',
  strictTools: 'supportsStrictMode',
  limitField: 'maxTokensField',
  store: 'supportsStore',
  reasoningEffort: 'supportsReasoningEffort',
};

/** The key of the row's `compat` that decides each part of a request, else the release. `row` is undefined for a model of no row. */
export function requestDeciders(
  compat: (key: string) => JsonValue | undefined,
  row: ConfigPath | undefined,
  version: string,
): Readonly<Record<keyof RequestShape, Decider>> {
  const decider = (part: keyof RequestShape): Decider => {
    const key = decidedBy[part];
    return row === undefined || compat(key) === undefined
      ? { from: 'release', note: `default of ${version}` }
      : { from: 'config', path: [...row, 'compat', key] };
  };
  return {
    contentParts: decider('contentParts'),
    twoUserMessages: decider('twoUserMessages'),
    systemRole: decider('systemRole'),
    tools: decider('tools'),
    strictTools: decider('strictTools'),
    limitField: decider('limitField'),
    store: decider('store'),
    reasoningEffort: decider('reasoningEffort'),
  };
}
