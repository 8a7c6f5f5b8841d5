import { maskValue } from '../config/mask.js';

/** Without user and password, which no request of OpenClaw carries and nobody should see. */
export function shownBaseUrl(written: string): string {
  const bare = written.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'@]+@/i, '$1');
  return String(maskValue(bare));
}
