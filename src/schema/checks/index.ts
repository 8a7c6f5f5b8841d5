import { agentChecks } from './agents.js';
import { channelChecks } from './channels.js';
import type { Check } from './check.js';
import { folderChecks } from './folders.js';
import { heartbeatChecks } from './heartbeat.js';
import { modelChecks } from './models.js';
import { pluginChecks } from './plugins.js';
import { sandboxChecks } from './sandbox.js';
import { secretChecks } from './secrets.js';
import { gatewayChecks, sectionChecks } from './sections.js';
import { retryChecks, toolChecks } from './tools.js';
import { valueChecks } from './values.js';

/** Everything that OpenClaw refuses although its schema allows it, with the releases that do. */
export const checks: readonly Check[] = [
  ...valueChecks,
  ...heartbeatChecks,
  ...toolChecks,
  ...retryChecks,
  ...sandboxChecks,
  ...agentChecks,
  ...modelChecks,
  ...sectionChecks,
  ...gatewayChecks,
  ...secretChecks,
  ...folderChecks,
  ...channelChecks,
  ...pluginChecks,
];
