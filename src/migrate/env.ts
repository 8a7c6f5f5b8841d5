import { moved, retired } from './build.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

export const envRows = [
  moved({
    id: 'env/vars',
    since: '2026.8.2',
    at: 'env.*',
    when: (value, path) => typeof value === 'string' && !['vars', 'shellEnv', '$include'].includes(String(path[1])),
    to: (path) => ['env', 'vars', ...path.slice(1)],
    source,
  }),
  retired({
    id: 'env/secret-resolution',
    since: '2026.8.2',
    at: 'secrets.resolution',
    why: 'limits and time-outs of secret providers are built in',
    source,
  }),
  retired({
    id: 'env/secret-provider-paths',
    since: '2026.8.2',
    at: [
      'secrets.providers.*.{allowInsecurePath,allowSymlinkCommand}',
      'security.installPolicy.exec.{allowInsecurePath,allowSymlinkCommand}',
    ],
    why: 'paths are always checked: a command in a folder that others may write, or behind a link, is refused',
    safety: 'unsafe',
    source,
  }),
];
