import { draftAt, draftsIn } from './draft.js';
import type { Repair } from './repair.js';

/** Keys that are thrown away unread, and one value that is read as another. */
export const droppedRepairs: readonly Repair[] = [
  {
    name: 'commands.modelsWrite',
    from: '2026.4.29',
    before: '2026.8.2',
    source: 'stripDeprecatedValidationKeys of 2026.5.2 to 2026.7.1',
    apply(root) {
      const commands = draftAt(root, 'commands');
      if (commands !== undefined) delete commands['modelsWrite'];
    },
  },
  {
    name: 'plugins.installs',
    from: '2026.4.29',
    before: '2026.8.2',
    source: 'stripShippedPluginInstallConfigRecords of 2026.6.11',
    apply(root) {
      const plugins = draftAt(root, 'plugins');
      if (plugins === undefined || plugins['installs'] === undefined) return;
      delete plugins['installs'];
      if (Object.keys(plugins).length === 0) delete root['plugins'];
    },
  },
  {
    name: 'agents.defaults.llm',
    from: '2026.4.29',
    before: '2026.5.2',
    source: 'legacy-config-migrations.runtime.agents.ts of 2026.4.29',
    apply(root) {
      const defaults = draftAt(root, 'agents', 'defaults');
      if (defaults !== undefined && draftAt(defaults, 'llm') !== undefined) delete defaults['llm'];
    },
  },
  {
    name: 'models.providers.*.api "openai"',
    from: '2026.4.29',
    before: '2026.5.2',
    source: 'normalizeLegacyOpenAIModelProviderApi of 2026.4.29',
    apply(root) {
      for (const [, provider] of draftsIn(draftAt(root, 'models', 'providers'))) {
        const models = Array.isArray(provider['models']) ? draftsIn(provider['models']) : [];
        for (const owner of [provider, ...models.map(([, model]) => model)]) {
          if (owner['api'] === 'openai') owner['api'] = 'openai-completions';
        }
      }
    },
  },
  {
    name: 'plugins.entries.github-copilot.config.discovery',
    from: '2026.9.6',
    source: 'legacy.github-copilot.ts of 2026.9.6',
    apply(root) {
      const config = draftAt(root, 'plugins', 'entries', 'github-copilot', 'config');
      const discovery = config === undefined ? undefined : draftAt(config, 'discovery');
      if (config === undefined || discovery === undefined) return;
      if (discovery['enabled'] === undefined && Object.keys(discovery).length > 0) return;
      delete discovery['enabled'];
      if (Object.keys(discovery).length === 0) delete config['discovery'];
    },
  },
];
