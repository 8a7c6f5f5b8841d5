import { keyRequired, openRoutes } from './authorisation.js';
import { developerRole } from './developer-role.js';
import { jsonSchema } from './json-schema.js';
import { maxCompletionTokens, maxTokens } from './limit-fields.js';
import { partsContent } from './parts-content.js';
import { prefixCache } from './prefix-cache.js';
import type { Question } from './question.js';
import { reasoningEffort } from './reasoning-effort.js';
import { reasoningField } from './reasoning-field.js';
import { responsesApi } from './responses-api.js';
import { serverLoad } from './server-load.js';
import { storeField } from './store-field.js';
import { streamUsage } from './stream-usage.js';
import { systemInTheMiddle } from './system-in-the-middle.js';
import { systemRole } from './system-role.js';
import {
  toolsAuto,
  toolsEmpty,
  toolsNamed,
  toolsNoArguments,
  toolsRequired,
  toolsResult,
  toolsSpecialCharacters,
  toolsStream,
  toolsStrict,
} from './tools.js';
import { twoUserMessages } from './two-user-messages.js';
import { unknownFields } from './unknown-fields.js';
import { wholeRequest } from './whole-request.js';

/** Every question, in the order of the matrix. */
export const allQuestions: readonly Question[] = [
  keyRequired,
  openRoutes,
  systemRole,
  partsContent,
  twoUserMessages,
  developerRole,
  systemInTheMiddle,
  toolsStream,
  toolsAuto,
  toolsResult,
  toolsNoArguments,
  toolsSpecialCharacters,
  toolsRequired,
  toolsNamed,
  toolsStrict,
  toolsEmpty,
  wholeRequest,
  streamUsage,
  maxCompletionTokens,
  maxTokens,
  storeField,
  unknownFields,
  reasoningField,
  reasoningEffort,
  jsonSchema,
  responsesApi,
  prefixCache,
  serverLoad,
];
