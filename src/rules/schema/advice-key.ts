import { formatPath } from '../../config/path.js';
import { defineRule } from '../define.js';
import { localProviders } from '../timeouts/slow-model.js';
import { adviceFor } from './advice.js';

export default defineRule({
  meta: {
    id: 'schema/advice-key',
    severity: 'error',
    needs: ['config', 'verdict', 'release'],
    wants: ['effective'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'a key that advice on the web invented, or that another program uses',
    why: 'OpenClaw refuses the whole file for one key that it does not know, and neither the gateway nor an agent starts.',
    source: [
      'OpenClaw schemas 2026.3.31 to 2026.9.6: localModelMode is in none of them, localModelLean from 2026.4.15 on',
      'OpenClaw 2026.4.22 and 2026.9.6: Unrecognized key, exit 1, ran',
    ],
    messages: {
      invented: "'{key}' is no key of OpenClaw, '{real}' is",
      needless: "'{key}' is no key of OpenClaw, and none is needed",
    },
    example: `{ agents: { defaults: { localModelMode: "lean" } } }`,
    finds: "'localModelMode' is no key of OpenClaw, 'agents.defaults.experimental.localModelLean' is",
  },
  check({ config, verdict, release, effective }, report) {
    const known = effective?.providers.filter((provider) => provider.selfHosted);
    const providers = known ?? localProviders(config);
    for (const issue of verdict.issues) {
      if (issue.kind !== 'unknown-key') continue;
      const advised = adviceFor(issue.path, { config, release: release.version, traits: release.traits, providers });
      if (advised === undefined) continue;
      const key = String(issue.path.at(-1));
      report({
        ...(advised.real === undefined
          ? { messageId: 'needless', data: { key } }
          : { messageId: 'invented', data: { key, real: advised.real } }),
        at: { path: issue.path, part: 'key' },
        proof: [`${formatPath(issue.path)}: ${issue.problem}`, ...(advised.note === undefined ? [] : [advised.note])],
        fix: advised.fix,
      });
    }
  },
});
