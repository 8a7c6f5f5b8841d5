import { compareReleases } from '../release/version.js';
import { agentRows } from './agents.js';
import { authRows } from './auth.js';
import { browserRows } from './browser.js';
import { channelStreamingRows } from './channel-streaming.js';
import { channelRows } from './channels.js';
import { commandRows } from './commands.js';
import { compactionRows } from './compaction.js';
import { earlyRows } from './early.js';
import { envRows } from './env.js';
import { gatewayRows } from './gateway.js';
import { mcpRows } from './mcp.js';
import { mediaRows } from './media.js';
import { memoryRows } from './memory.js';
import { messageRows } from './messages.js';
import { metaRows } from './meta.js';
import { modelRows } from './models.js';
import { pluginRows } from './plugins.js';
import { rosterRows } from './roster.js';
import type { MigrationRow } from './row.js';
import { sessionRows } from './session.js';
import { systemRows } from './system.js';
import { toolRows } from './tools.js';
import { voiceRows } from './voice.js';
import { webToolRows } from './web-tools.js';

/** Every row, those of older releases first; within a release in the order of this list. */
export const migrationRows: readonly MigrationRow[] = [
  ...earlyRows,
  ...modelRows,
  ...memoryRows,
  ...agentRows,
  ...compactionRows,
  ...toolRows,
  ...webToolRows,
  ...mediaRows,
  ...gatewayRows,
  ...envRows,
  ...authRows,
  ...metaRows,
  ...commandRows,
  ...sessionRows,
  ...voiceRows,
  ...messageRows,
  ...channelRows,
  ...channelStreamingRows,
  ...pluginRows,
  ...browserRows,
  ...mcpRows,
  ...systemRows,
  ...rosterRows,
].toSorted((a, b) => compareReleases(a.since, b.since));
