import type { ConfigPath } from '../../config/path.js';
import { compareReleases } from '../../release/version.js';

interface Move {
  /** Dotted; `*` is any one step. */
  readonly from: string;
  /** Dotted; the n-th `*` is what the n-th one of `from` stood for. */
  readonly to: string;
  /** First bundled release that has the new key. */
  readonly since: string;
}

/** Keys that got another place and kept their meaning and the form of their value: moving the value loses nothing. */
const moves: readonly Move[] = [
  { from: 'tools.exec.timeoutSec', to: 'tools.exec.timeoutSeconds', since: '2026.8.2' },
  { from: 'agents.list.*.tools.exec.timeoutSec', to: 'agents.list.*.tools.exec.timeoutSeconds', since: '2026.8.2' },
  {
    from: 'agents.entries.*.tools.exec.timeoutSec',
    to: 'agents.entries.*.tools.exec.timeoutSeconds',
    since: '2026.8.2',
  },
  { from: 'env.*', to: 'env.vars.*', since: '2026.3.31' },
  { from: 'session.typingMode', to: 'agents.defaults.typingMode', since: '2026.3.31' },
  { from: 'agents.defaults.imageGenerationModel', to: 'agents.defaults.mediaModels.image', since: '2026.8.2' },
  { from: 'agents.defaults.videoGenerationModel', to: 'agents.defaults.mediaModels.video', since: '2026.8.2' },
  { from: 'agents.defaults.musicGenerationModel', to: 'agents.defaults.mediaModels.music', since: '2026.8.2' },
  { from: 'agents.defaults.pdfMaxBytesMb', to: 'agents.defaults.pdfMaxMb', since: '2026.8.2' },
  {
    from: 'agents.defaults.sandbox.browser.enableNoVnc',
    to: 'agents.defaults.sandbox.browser.noVncEnabled',
    since: '2026.8.2',
  },
  { from: 'gateway.nodes.allowCommands', to: 'gateway.nodes.commands.allow', since: '2026.8.2' },
  { from: 'gateway.nodes.denyCommands', to: 'gateway.nodes.commands.deny', since: '2026.8.2' },
  { from: 'session.resetByType.dm', to: 'session.resetByType.direct', since: '2026.3.31' },
  { from: 'messages.tts', to: 'tts', since: '2026.8.2' },
  { from: 'agents.defaults.embeddedPi', to: 'agents.defaults.embeddedAgent', since: '2026.5.28' },
  {
    from: 'browser.ssrfPolicy.allowPrivateNetwork',
    to: 'browser.ssrfPolicy.dangerouslyAllowPrivateNetwork',
    since: '2026.3.31',
  },
  { from: 'tools.experimental.planTool', to: 'tools.updatePlan', since: '2026.8.2' },
  { from: 'agents.defaults.memorySearch', to: 'memory.search', since: '2026.8.2' },
  { from: 'memorySearch', to: 'memory.search', since: '2026.8.2' },
  { from: 'agents.list.*.memorySearch', to: 'agents.list.*.memory.search', since: '2026.8.2' },
  { from: 'agents.entries.*.memorySearch', to: 'agents.entries.*.memory.search', since: '2026.8.2' },
  { from: 'audit', to: 'logging.audit', since: '2026.8.2' },
];

export interface MovedKey {
  readonly to: ConfigPath;
  readonly since: string;
}

/** Where a key of an older release stands in `release`; undefined when it has not moved, or not by then. */
export function movedKey(path: ConfigPath, release: string): MovedKey | undefined {
  for (const { from, to, since } of moves) {
    const stars = match(from.split('.'), path);
    if (stars === undefined || compareReleases(release, since) < 0) continue;
    const rest = [...stars];
    return { to: to.split('.').map((step) => (step === '*' ? (rest.shift() ?? step) : step)), since };
  }
  return undefined;
}

function match(pattern: readonly string[], path: ConfigPath): ConfigPath | undefined {
  if (pattern.length !== path.length) return undefined;
  const fits = pattern.every((step, i) => step === '*' || step === String(path[i]));
  return fits ? path.filter((_, i) => pattern[i] === '*') : undefined;
}
