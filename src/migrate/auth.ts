import { valueAt } from '../config/json.js';
import { formatPath } from '../config/path.js';
import { retired } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Found, type RowFacts, rowOf } from './row.js';
import { secretRefPaths } from './secret-refs.js';

const mismatch: RowFacts = {
  id: 'auth/secret-source',
  since: '2026.8.2',
  source: 'ran OpenClaw 2026.8.2 and 2026.9.6; 2026.7.1 accepts it',
};

export const authRows = [
  retired({
    id: 'auth/cooldowns',
    since: '2026.8.2',
    at: 'auth.cooldowns',
    why: 'waiting times after failures are built in',
    source: 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2',
  }),
  rowOf(mismatch, (config) =>
    secretRefPaths(config).flatMap((path): readonly Found[] => {
      const ref = valueAt(config, path);
      const [source, provider] = [memberValue(ref, 'source'), memberValue(ref, 'provider')];
      const [declared] = placesOf(config, 'secrets.providers.*').filter((at) => at[2] === provider);
      const actual = declared === undefined ? undefined : memberValue(valueAt(config, declared), 'source');
      if (typeof source !== 'string' || typeof actual !== 'string' || actual === source) return [];
      const reason = `it asks for source "${source}", but ${formatPath(declared ?? [])} has source "${actual}"`;
      return [{ blocked: { path, reason } }];
    }),
  ),
];
