import { describe, expect, it } from 'vitest';
import { leanSavesOf } from '../../src/tokens/lean-prompt.js';

const query = (version: string) => ({
  version,
  profile: 'full' as const,
  lean: false,
  toolSearch: false,
  toolSearchPinned: false,
  bootstrap: 'none' as const,
  window: 131_072,
});
const tools = (...names: string[]) => names.map((name) => ({ name, size: 1_000 }));
const parts = { system: 6_000, tools: 8_000, messages: 10 };

describe('leanSavesOf', () => {
  it('takes the share of browser, cron and message off', () => {
    const saves = leanSavesOf(tools('read', 'session_status', 'browser', 'cron'), parts, query('2026.4.22'));
    expect(saves).toBeGreaterThanOrEqual(4_000);
    expect(saves).toBeLessThan(6_000);
  });

  it.each([
    ['a prompt without them', '2026.4.22', tools('read', 'exec', 'session_status')],
    ['a prompt with tool search on already', '2026.8.2', tools('exec', 'session_status', 'tool_search')],
    ['the prompt of another program', '2026.4.22', tools('exec', 'browser', 'message')],
    ['no tools', '2026.9.6', []],
  ])('claims nothing of %s', (_, version, own) => {
    expect(leanSavesOf(own, parts, query(version))).toBeUndefined();
  });
});
