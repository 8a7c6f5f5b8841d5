import { isSafeExecutable } from '../formats.js';
import { type Draft, type DraftValue, draftAt, draftsIn, ensureDraft, isDraft, mergeMissing } from './draft.js';
import type { Repair } from './repair.js';

const until = { before: '2026.5.2', source: 'legacy-config-migrations and core normalizers of 2026.4.22' } as const;

const bindModes = new Map([
  ...['0.0.0.0', '::', '[::]', '*'].map((host) => [host, 'lan'] as const),
  ...['127.0.0.1', 'localhost', '::1', '[::1]'].map((host) => [host, 'loopback'] as const),
]);

const openBindModes = ['lan', 'tailnet', 'custom', 'auto'];

/** Repairs that each touch one section of the document. */
export const sectionRepairs: readonly Repair[] = [
  {
    ...until,
    name: 'audio.transcription',
    apply(root) {
      const audio = draftAt(root, 'audio');
      const old = audio?.['transcription'];
      if (audio === undefined || old === undefined) return;
      const model = transcriptionModel(old);
      if (model !== undefined) {
        const media = ensureDraft(root, 'tools', 'media', 'audio');
        const models = media['models'];
        if (!Array.isArray(models) || models.length === 0) Object.assign(media, { enabled: true, models: [model] });
      }
      delete audio['transcription'];
      if (Object.keys(audio).length === 0) delete root['audio'];
    },
  },
  {
    ...until,
    name: 'gateway.controlUi.allowedOrigins',
    apply(root) {
      const gateway = draftAt(root, 'gateway');
      const bind = gateway?.['bind'];
      if (gateway === undefined || typeof bind !== 'string' || !openBindModes.includes(bind)) return;
      const controlUi = draftAt(gateway, 'controlUi') ?? {};
      const origins = controlUi['allowedOrigins'];
      const isText = (origin: DraftValue) => typeof origin === 'string' && origin.trim() !== '';
      if (controlUi['dangerouslyAllowHostHeaderOriginFallback'] === true) return;
      if (Array.isArray(origins) && origins.some(isText)) return;
      // Those that it puts there name this machine.
      gateway['controlUi'] = { ...controlUi, allowedOrigins: ['http://localhost:18789'] };
    },
  },
  {
    ...until,
    name: 'gateway.bind host names',
    apply(root) {
      const gateway = draftAt(root, 'gateway');
      const bind = gateway?.['bind'];
      if (gateway === undefined || typeof bind !== 'string') return;
      const mode = bindModes.get(bind.trim().toLowerCase());
      if (mode !== undefined) gateway['bind'] = mode;
    },
  },
  {
    ...until,
    name: 'tts providers',
    apply(root, moved) {
      const places = [
        ['messages', 'tts'],
        ['plugins', 'entries', 'voice-call', 'config', 'tts'],
      ];
      for (const place of places) {
        const tts = draftAt(root, ...place);
        if (tts !== undefined)
          moveTtsProviders(tts, (from, to) => moved([...place, from], [...place, 'providers', to]));
      }
    },
  },
  {
    ...until,
    name: 'browser',
    apply(root) {
      const browser = draftAt(root, 'browser');
      if (browser === undefined) return;
      delete browser['relayBindHost'];
      for (const [, profile] of draftsIn(browser['profiles'])) {
        const driver = profile['driver'];
        if (typeof driver === 'string' && driver.trim() === 'extension') profile['driver'] = 'existing-session';
      }
      const policy = draftAt(browser, 'ssrfPolicy');
      if (policy !== undefined && 'allowPrivateNetwork' in policy) renamePrivateNetwork(policy);
    },
  },
  {
    ...until,
    name: 'tools.message.allowCrossContextSend',
    apply(root) {
      const message = draftAt(root, 'tools', 'message');
      const old = message?.['allowCrossContextSend'];
      if (message === undefined || typeof old !== 'boolean') return;
      delete message['allowCrossContextSend'];
      if (old)
        Object.assign(ensureDraft(message, 'crossContext'), { allowWithinProvider: true, allowAcrossProviders: true });
    },
  },
  {
    ...until,
    name: 'tools.media deepgram',
    apply(root) {
      const media = draftAt(root, 'tools', 'media');
      if (media === undefined) return;
      const sections: Draft[] = ['audio', 'image', 'video'].map((name) => draftAt(media, name)).filter(isDraft);
      const models = [media, ...sections].flatMap((owner) => draftsIn(owner['models']).map(([, model]) => model));
      for (const owner of [...sections, ...models]) moveDeepgram(owner);
    },
  },
  {
    ...until,
    name: 'skills nano-banana-pro',
    apply(root) {
      const skills = draftAt(root, 'skills');
      const entries = skills === undefined ? undefined : draftAt(skills, 'entries');
      if (skills === undefined || entries === undefined || !isDraft(entries['nano-banana-pro'])) return;
      // Only what is left of the skill matters here: the values that it becomes are written by the program and are valid.
      delete entries['nano-banana-pro'];
    },
  },
];

function transcriptionModel(old: DraftValue): Draft | undefined {
  const command = isDraft(old) ? old['command'] : undefined;
  if (!isDraft(old) || !Array.isArray(command) || !command.every((part) => typeof part === 'string')) return undefined;
  const [program = '', ...args] = command;
  if (!isSafeExecutable(program.trim())) return undefined;
  const timeout = old['timeoutSeconds'];
  return {
    command: program.trim(),
    type: 'cli',
    ...(args.length > 0 ? { args } : {}),
    ...(typeof timeout === 'number' ? { timeoutSeconds: timeout } : {}),
  };
}

/** `openai: {…}` becomes `providers.openai: {…}`; `edge` is called `microsoft` now. */
export function moveTtsProviders(tts: Draft, moved: (from: string, to: string) => void): void {
  for (const [from, to] of [
    ['openai', 'openai'],
    ['elevenlabs', 'elevenlabs'],
    ['microsoft', 'microsoft'],
    ['edge', 'microsoft'],
  ] as const) {
    const old = tts[from];
    if (!isDraft(old)) continue;
    mergeMissing(ensureDraft(tts, 'providers', to), old);
    delete tts[from];
    moved(from, to);
  }
}

function renamePrivateNetwork(policy: Draft): void {
  const old = policy['allowPrivateNetwork'];
  const current = policy['dangerouslyAllowPrivateNetwork'];
  delete policy['allowPrivateNetwork'];
  if (typeof old === 'boolean' || typeof current === 'boolean') {
    policy['dangerouslyAllowPrivateNetwork'] = old === true || current === true;
  } else if (current === undefined && old !== undefined) {
    policy['dangerouslyAllowPrivateNetwork'] = old;
  }
}

function moveDeepgram(owner: Draft): void {
  const old = owner['deepgram'];
  if (!isDraft(old)) return;
  const options: Draft = {};
  for (const [from, to] of [
    ['detectLanguage', 'detect_language'],
    ['punctuate', 'punctuate'],
    ['smartFormat', 'smart_format'],
  ] as const) {
    const value = old[from];
    if (typeof value === 'boolean') options[to] = value;
  }
  delete owner['deepgram'];
  const providerOptions = ensureDraft(owner, 'providerOptions');
  providerOptions['deepgram'] = { ...options, ...draftAt(providerOptions, 'deepgram') };
}
