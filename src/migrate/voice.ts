import { isObject, type JsonObject, valueAt } from '../config/json.js';
import { formatPath } from '../config/path.js';
import { mergeOps, moved, named, retired, rewritten } from './build.js';
import { placesOf } from './places.js';
import { type Change, changeOf, type RowFacts, rowOf } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

/** Where a block of speech settings may stand. */
const speech = [
  'tts',
  'messages.tts',
  '<agent>.tts',
  '<entry>.tts',
  '<entry>.voice.tts',
  'plugins.entries.voice-call.config.tts',
] as const;

const providerBlocks: RowFacts = {
  id: 'voice/provider-blocks',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 moves them while loading; 2026.9.6 refuses them',
};

const edge = 'microsoft';

function moveProviderBlocks(config: JsonObject): readonly Change[] {
  return speech
    .flatMap((base) => placesOf(config, `${base}.{openai,elevenlabs,microsoft,edge}`))
    .filter((path) => isObject(valueAt(config, path)))
    .map((path) => {
      const id = String(path.at(-1));
      const to = [...path.slice(0, -1), 'providers', id === 'edge' ? edge : id];
      const { ops, lost } = mergeOps(config, path, to);
      return changeOf(providerBlocks, path, `move ${formatPath(path)} to ${formatPath(to)}`, ops, lost);
    });
}

const talkKeys: RowFacts = {
  id: 'voice/talk-provider',
  since: '2026.5.2',
  source: 'OpenClaw 2026.4.22 moves them while loading; 2026.9.6 refuses them',
};

const speakerNames: Readonly<Record<string, string>> = {
  voice: 'speakerVoice',
  voiceName: 'speakerVoice',
  voiceId: 'speakerVoiceId',
};

export const voiceRows = [
  rowOf(providerBlocks, moveProviderBlocks),
  moved({
    ...talkKeys,
    at: 'talk.{voiceId,voiceAliases,modelId,outputFormat,apiKey}',
    to: (path) => ['talk', 'providers', 'elevenlabs', ...path.slice(1)],
  }),
  moved({
    id: 'voice/tts-at-the-root',
    since: '2026.8.2',
    at: 'messages.tts',
    when: isObject,
    to: () => ['tts'],
    source,
  }),
  retired({
    id: 'voice/persona-prompts',
    since: '2026.8.2',
    at: speech.map((base) => `${base}.personas.*.prompt`),
    why: 'a speech provider shapes the voice by itself',
    safety: 'unsafe',
    source,
  }),
  retired({
    id: 'voice/preferences-file',
    since: '2026.8.2',
    at: ['tts.prefsPath', '<agent>.tts.prefsPath', '<entry:discord>.voice.tts.prefsPath'],
    why: 'preferences are kept in the state folder',
    source,
  }),
  rewritten({
    id: 'voice/edge-is-microsoft',
    since: '2026.8.2',
    at: speech.map((base) => `${base}.provider`),
    value: (old) => (typeof old === 'string' && old.trim().toLowerCase() === 'edge' ? edge : undefined),
    source,
  }),
  moved({
    id: 'voice/speaker',
    since: '2026.8.2',
    at: speech.flatMap((base) => [
      `${base}.providers.*.{voice,voiceName,voiceId}`,
      `${base}.personas.*.providers.*.{voice,voiceName,voiceId}`,
    ]),
    to: (path) => [...path.slice(0, -1), speakerNames[String(path.at(-1))] ?? ''],
    when: (value) => typeof value === 'string',
    source: 'migration of OpenClaw 2026.9.6',
  }),
  moved({
    id: 'voice/realtime-speaker',
    since: '2026.8.2',
    at: ['talk.realtime.voice', '<entry:discord>.voice.realtime.voice'],
    to: named('speakerVoice'),
    source,
  }),
];
