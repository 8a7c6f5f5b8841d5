import agentUnknown from './agent/agent-unknown.js';
import bootstrapOversized from './agent/bootstrap-oversized.js';
import execHostAuto from './agent/exec-host-auto.js';
import execHostNodeWithoutNode from './agent/exec-host-node-without-node.js';
import execHostSandboxOff from './agent/exec-host-sandbox-off.js';
import execUnrestricted from './agent/exec-unrestricted.js';
import workspaceForeignPath from './agent/workspace-foreign-path.js';
import workspaceMissing from './agent/workspace-missing.js';
import workspaceReadOnly from './agent/workspace-read-only.js';
import configKeyIgnored from './auth/config-key-ignored.js';
import emptyGatewayToken from './auth/empty-gateway-token.js';
import emptyKey from './auth/empty-key.js';
import literalEnvName from './auth/literal-env-name.js';
import literalSecret from './auth/literal-secret.js';
import noKey from './auth/no-key.js';
import otherProvidersKey from './auth/other-providers-key.js';
import schemeInKey from './auth/scheme-in-key.js';
import secretFileMode from './auth/secret-file-mode.js';
import serverOpen from './auth/server-open.js';
import serverRefusesKey from './auth/server-refuses-key.js';
import answerEmpty from './compat/answer-empty.js';
import degenerateOutput from './compat/degenerate-output.js';
import developerRole from './compat/developer-role.js';
import maxTokensField from './compat/max-tokens-field.js';
import paramsNotSent from './compat/params-not-sent.js';
import reasoningEatsAnswer from './compat/reasoning-eats-answer.js';
import reasoningLeak from './compat/reasoning-leak.js';
import requestRefused from './compat/request-refused.js';
import rolesMustAlternate from './compat/roles-must-alternate.js';
import storeRefused from './compat/store-refused.js';
import streamBroken from './compat/stream-broken.js';
import streamUsage from './compat/stream-usage.js';
import stringContent from './compat/string-content.js';
import systemRefused from './compat/system-refused.js';
import unsupportedField from './compat/unsupported-field.js';
import usageNotAsked from './compat/usage-not-asked.js';
import answerCapped from './context/answer-capped.js';
import answerClamped from './context/answer-clamped.js';
import leanWouldHelp from './context/lean-would-help.js';
import maxTokensNearWindow from './context/max-tokens-near-window.js';
import maxTokensTiny from './context/max-tokens-tiny.js';
import modelNotListed from './context/model-not-listed.js';
import noRoomForAnswer from './context/no-room-for-answer.js';
import promptFillsWindow from './context/prompt-fills-window.js';
import reserveLeavesNothing from './context/reserve-leaves-nothing.js';
import toolSearchOff from './context/tool-search-off.js';
import windowBelowFloor from './context/window-below-floor.js';
import windowBelowServed from './context/window-below-served.js';
import windowExceedsServed from './context/window-exceeds-served.js';
import windowMissing from './context/window-missing.js';
import type { AnyRule } from './define.js';
import badSubstitution from './env/bad-substitution.js';
import notVisibleToService from './env/not-visible-to-service.js';
import numberFromVariable from './env/number-from-variable.js';
import variableEmpty from './env/variable-empty.js';
import variableUnset from './env/variable-unset.js';
import badPort from './network/bad-port.js';
import dns from './network/dns.js';
import kvPressure from './network/kv-pressure.js';
import loopbackInContainer from './network/loopback-in-container.js';
import notAnOpenaiServer from './network/not-an-openai-server.js';
import privateHostBlocked from './network/private-host-blocked.js';
import proxyCatchesPrivate from './network/proxy-catches-private.js';
import queueDeep from './network/queue-deep.js';
import rateLimited from './network/rate-limited.js';
import refused from './network/refused.js';
import serverError from './network/server-error.js';
import serverRestarted from './network/server-restarted.js';
import serverStarting from './network/server-starting.js';
import staleTunnel from './network/stale-tunnel.js';
import timeout from './network/timeout.js';
import tls from './network/tls.js';
import unreachable from './network/unreachable.js';
import adapterMissing from './provider/adapter-missing.js';
import baseUrlHost from './provider/base-url-host.js';
import baseUrlPath from './provider/base-url-path.js';
import discoveryOff from './provider/discovery-off.js';
import duplicateModel from './provider/duplicate-model.js';
import fallbackSameHost from './provider/fallback-same-host.js';
import modelNotServed from './provider/model-not-served.js';
import noFallback from './provider/no-fallback.js';
import plainHttpPublic from './provider/plain-http-public.js';
import refNotAllowed from './provider/ref-not-allowed.js';
import refUnresolved from './provider/ref-unresolved.js';
import wrongAdapter from './provider/wrong-adapter.js';
import adviceKey from './schema/advice-key.js';
import breaksOnUpgrade from './schema/breaks-on-upgrade.js';
import changesOnUpgrade from './schema/changes-on-upgrade.js';
import legacyKey from './schema/legacy-key.js';
import missingKey from './schema/missing-key.js';
import outOfRange from './schema/out-of-range.js';
import refusedValue from './schema/refused-value.js';
import retiredKey from './schema/retired-key.js';
import unknownKey from './schema/unknown-key.js';
import wrongType from './schema/wrong-type.js';
import authProfileWins from './state/auth-profile-wins.js';
import authProfilesLeftover from './state/auth-profiles-leftover.js';
import configRolledBack from './state/config-rolled-back.js';
import modelsJsonStale from './state/models-json-stale.js';
import secretInModelsJson from './state/secret-in-models-json.js';
import byteOrderMark from './syntax/byte-order-mark.js';
import duplicateKey from './syntax/duplicate-key.js';
import includeBroken from './syntax/include-broken.js';
import lostBackslash from './syntax/lost-backslash.js';
import parseError from './syntax/parse-error.js';
import compactionTimeout from './timeouts/compaction-timeout.js';
import execTimeout from './timeouts/exec-timeout.js';
import idleBelowFirstToken from './timeouts/idle-below-first-token.js';
import keyIgnored from './timeouts/key-ignored.js';
import proxyTimeoutBelow from './timeouts/proxy-timeout-below.js';
import runBelowAnswer from './timeouts/run-below-answer.js';
import waitBelowRun from './timeouts/wait-below-run.js';
import argumentsBroken from './tools/arguments-broken.js';
import autoChoiceRefused from './tools/auto-choice-refused.js';
import rawToolCall from './tools/raw-tool-call.js';
import resultRefused from './tools/result-refused.js';
import supportsToolsFalse from './tools/supports-tools-false.js';
import toolsRefused from './tools/tools-refused.js';

/** Every rule, in the order of lists and tables: what has to be right first, first. */
export const allRules: readonly AnyRule[] = [
  parseError,
  includeBroken,
  lostBackslash,
  duplicateKey,
  byteOrderMark,
  retiredKey,
  unknownKey,
  adviceKey,
  wrongType,
  missingKey,
  outOfRange,
  refusedValue,
  breaksOnUpgrade,
  changesOnUpgrade,
  legacyKey,
  variableUnset,
  notVisibleToService,
  variableEmpty,
  badSubstitution,
  numberFromVariable,
  noKey,
  emptyKey,
  literalEnvName,
  schemeInKey,
  serverRefusesKey,
  serverOpen,
  configKeyIgnored,
  otherProvidersKey,
  emptyGatewayToken,
  literalSecret,
  secretFileMode,
  refUnresolved,
  refNotAllowed,
  discoveryOff,
  modelNotServed,
  baseUrlPath,
  baseUrlHost,
  adapterMissing,
  wrongAdapter,
  duplicateModel,
  plainHttpPublic,
  fallbackSameHost,
  noFallback,
  refused,
  loopbackInContainer,
  badPort,
  timeout,
  dns,
  unreachable,
  tls,
  privateHostBlocked,
  proxyCatchesPrivate,
  notAnOpenaiServer,
  rateLimited,
  serverStarting,
  staleTunnel,
  serverError,
  serverRestarted,
  queueDeep,
  kvPressure,
  windowExceedsServed,
  noRoomForAnswer,
  promptFillsWindow,
  windowBelowFloor,
  answerClamped,
  answerCapped,
  maxTokensTiny,
  maxTokensNearWindow,
  reserveLeavesNothing,
  windowMissing,
  modelNotListed,
  leanWouldHelp,
  toolSearchOff,
  windowBelowServed,
  idleBelowFirstToken,
  runBelowAnswer,
  proxyTimeoutBelow,
  compactionTimeout,
  execTimeout,
  keyIgnored,
  waitBelowRun,
  requestRefused,
  systemRefused,
  stringContent,
  rolesMustAlternate,
  developerRole,
  maxTokensField,
  storeRefused,
  unsupportedField,
  reasoningEatsAnswer,
  reasoningLeak,
  streamUsage,
  autoChoiceRefused,
  toolsRefused,
  rawToolCall,
  argumentsBroken,
  resultRefused,
  supportsToolsFalse,
  streamBroken,
  answerEmpty,
  degenerateOutput,
  usageNotAsked,
  paramsNotSent,
  authProfilesLeftover,
  authProfileWins,
  modelsJsonStale,
  secretInModelsJson,
  configRolledBack,
  agentUnknown,
  workspaceForeignPath,
  workspaceMissing,
  workspaceReadOnly,
  bootstrapOversized,
  execHostSandboxOff,
  execHostNodeWithoutNode,
  execHostAuto,
  execUnrestricted,
];
