import { type AskedModel, compatFix } from '../asked.js';
import type { Fix } from '../define.js';

/**
 * Doing without tools. Not for OpenClaw 2026.4.22 where the server refuses an empty list: that release sends `tools: []` then (ran), which
 * vLLM refuses from 0.20.0 on.
 */
export function toolsOff(asked: AskedModel): Fix {
  return compatFix(asked, {
    key: 'supportsTools',
    value: false,
    safety: 'unsafe',
    risk: 'the agent can then only talk: no files, no commands, no search; the other end is the better one to change',
    ...(asked.refused('tools-empty') !== undefined && { releases: { from: '2026.5.2' } }),
  });
}
