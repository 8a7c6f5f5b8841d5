import configKeyIgnored from './auth/config-key-ignored.js';
import emptyGatewayToken from './auth/empty-gateway-token.js';
import emptyKey from './auth/empty-key.js';
import literalEnvName from './auth/literal-env-name.js';
import noKey from './auth/no-key.js';
import otherProvidersKey from './auth/other-providers-key.js';
import serverRefusesKey from './auth/server-refuses-key.js';
import type { AnyRule } from './define.js';
import badSubstitution from './env/bad-substitution.js';
import variableEmpty from './env/variable-empty.js';
import variableUnset from './env/variable-unset.js';
import dns from './network/dns.js';
import notAnOpenaiServer from './network/not-an-openai-server.js';
import rateLimited from './network/rate-limited.js';
import refused from './network/refused.js';
import serverError from './network/server-error.js';
import timeout from './network/timeout.js';
import tls from './network/tls.js';
import unreachable from './network/unreachable.js';
import duplicateKey from './syntax/duplicate-key.js';
import lostBackslash from './syntax/lost-backslash.js';
import parseError from './syntax/parse-error.js';

/** Every rule, in the order of lists and tables: what has to be right first, first. */
export const allRules: readonly AnyRule[] = [
  parseError,
  lostBackslash,
  duplicateKey,
  variableUnset,
  variableEmpty,
  badSubstitution,
  noKey,
  emptyKey,
  literalEnvName,
  configKeyIgnored,
  otherProvidersKey,
  serverRefusesKey,
  emptyGatewayToken,
  refused,
  timeout,
  dns,
  unreachable,
  tls,
  notAnOpenaiServer,
  rateLimited,
  serverError,
];
