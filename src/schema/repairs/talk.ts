import { isSecretRef } from '../secret-ref.js';
import { type Draft, type DraftValue, draftAt, isDraft } from './draft.js';
import type { Repair } from './repair.js';

const legacyKeys = ['voiceId', 'voiceAliases', 'modelId', 'outputFormat', 'apiKey'] as const;

/** The section is rebuilt from what is understood: unknown keys and wrong types disappear when anything of it is right. */
export const talkRepair: Repair = {
  name: 'talk',
  before: '2026.5.2',
  source: 'legacy-talk-config-normalizer.ts and config/talk.ts of 2026.4.22',
  apply(root) {
    const old = draftAt(root, 'talk');
    if (old === undefined) return;
    const talk: Draft = {};
    if (typeof old['interruptOnSpeech'] === 'boolean') talk['interruptOnSpeech'] = old['interruptOnSpeech'];
    const silence = old['silenceTimeoutMs'];
    if (typeof silence === 'number' && Number.isInteger(silence) && silence > 0) talk['silenceTimeoutMs'] = silence;
    const providers = readProviders(old['providers']);
    const legacy = Object.fromEntries(
      legacyKeys.flatMap((key) => {
        const value = old[key];
        return value === undefined ? [] : [[key, value]];
      }),
    );
    if (Object.keys(legacy).length > 0) providers['elevenlabs'] = { ...legacy, ...draftAt(providers, 'elevenlabs') };
    if (Object.keys(providers).length > 0) talk['providers'] = providers;
    const provider = old['provider'];
    if (typeof provider === 'string' && provider.trim() !== '') talk['provider'] = provider.trim();
    if (Object.keys(talk).length > 0) root['talk'] = talk;
  },
};

function readProviders(value: DraftValue | undefined): Draft {
  const providers: Draft = {};
  if (!isDraft(value)) return providers;
  for (const [id, entry] of Object.entries(value)) {
    const provider = isDraft(entry) ? readProvider(entry) : {};
    if (id.trim() !== '' && Object.keys(provider).length > 0) {
      providers[id.trim()] = { ...draftAt(providers, id.trim()), ...provider };
    }
  }
  return providers;
}

function readProvider(entry: Draft): Draft {
  const { apiKey, ...rest } = entry;
  if (apiKey === undefined) return rest;
  if (typeof apiKey === 'string') return apiKey.trim() === '' ? rest : { ...rest, apiKey: apiKey.trim() };
  return isSecretRef(apiKey) ? { ...rest, apiKey } : rest;
}
