import type { LimitField } from '../chat.js';
import type { ModelClient } from '../client.js';
import type { Identity } from '../identity.js';
import type { Answer, Capability, CapabilityName, ChatResult, SentShape, StreamResult } from '../types.js';

/**
 * How much is asked. `quick`: what needs no request of its own; `standard`: what decides whether a turn of OpenClaw goes through;
 * `deep`: all the rest.
 */
export const probeLevels = ['quick', 'standard', 'deep'] as const;
export type ProbeLevel = (typeof probeLevels)[number];

/** One question about what a server takes and gives. */
export interface Question {
  readonly name: CapabilityName;
  /** The lowest level at which it is asked. */
  readonly level: ProbeLevel;
  /** What it takes at most when all goes well: requests, and tokens of prompt and answer together, roughly. */
  readonly cost: QuestionCost;
  /** Never throws for what a server does; says `inconclusive`, with the reason, where the answer proves nothing. */
  ask(context: QuestionContext): Promise<Finding>;
}

export interface QuestionCost {
  readonly requests: number;
  readonly tokens: number;
}

/** An answer without the name of its question. */
export type Finding = Omit<Capability, 'name'>;

/** What questions may use: a client of their own, and what was found out before them. */
export interface QuestionContext {
  readonly client: ModelClient;
  /** The same without the key; undefined when there is no key to leave out. */
  readonly stranger: ModelClient | undefined;
  readonly model: string;
  /** Its id and what that stands for: names by which its family can be told. */
  readonly modelNames: readonly string[];
  /** Field in which the plain completion named its limit. */
  readonly limitField: LimitField;
  /** The plain completion: the control of every other shape. */
  readonly chat: Answer<ChatResult>;
  readonly stream: Answer<StreamResult>;
  readonly identity: Identity | undefined;
  /** A request without a key was accepted on `/v1/models`; undefined: not tried. */
  readonly openWithoutKey: boolean | undefined;
  readonly random: () => number;
  /** What OpenClaw would send; undefined when there is no config to tell it. */
  readonly sends?: SentShape | undefined;
  /** A client whose request can be given up when enough was seen. */
  readonly stoppable: () => { readonly client: ModelClient; readonly stop: () => void };
}

/** Types a question; a file of `questions/` exports one. */
export function defineQuestion(question: Question): Question {
  return question;
}

/** Those of the level, and of the deeper ones what this config makes OpenClaw send. The whole request needs a config. */
export function questionsOf(questions: readonly Question[], level: ProbeLevel, sends?: SentShape): readonly Question[] {
  const most = probeLevels.indexOf(level);
  const sent = level === 'quick' || sends === undefined ? [] : sentFields(sends);
  return questions.filter(
    (question) =>
      (probeLevels.indexOf(question.level) <= most || sent.includes(question.name)) &&
      (question.name !== 'whole-request' || sends !== undefined),
  );
}

function sentFields({ reasoningEffort, strictTools }: SentShape): readonly CapabilityName[] {
  return [
    ...(reasoningEffort ? (['reasoning-effort'] as const) : []),
    ...(strictTools ? (['tools-strict'] as const) : []),
  ];
}

export function costOf(questions: readonly Question[]): QuestionCost {
  return questions.reduce(
    (sum, { cost }) => ({ requests: sum.requests + cost.requests, tokens: sum.tokens + cost.tokens }),
    { requests: 0, tokens: 0 },
  );
}

/** `12 requests, about 900 tokens` */
export function costText({ requests, tokens }: QuestionCost): string {
  const rounded = tokens < 1000 ? Math.ceil(tokens / 10) * 10 : Math.ceil(tokens / 100) * 100;
  return `${requests} request${requests === 1 ? '' : 's'}, about ${rounded} tokens`;
}
