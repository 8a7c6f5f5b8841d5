import { valueAt } from '../config/json.js';
import { traitsOf } from '../release/traits.js';
import { retired, rewritten, words } from './build.js';
import { changeOf, type Found, type RowFacts, rowOf, type Way } from './row.js';

const source = 'migration of OpenClaw 2026.9.6, schemas of 2026.7.1 and 2026.8.2';

function reserved({ to }: Way): string {
  const rule = traitsOf(to).reserve;
  const amount =
    rule === 'quarter'
      ? 'a quarter of the window, at most 20000 tokens'
      : '20000 tokens, at most what the window allows';
  return `the reserve is built in: ${amount}`;
}

const truncate: RowFacts = {
  id: 'compaction/truncate-switch',
  since: '2026.8.2',
  source,
};

export const compactionRows = [
  retired({
    id: 'compaction/reserve',
    since: '2026.8.2',
    at: ['<scope>.compaction.reserveTokens', '<scope>.compaction.reserveTokensFloor'],
    why: reserved,
    source: `${source}; reserve measured on 2026.8.2 and 2026.9.6`,
  }),
  retired({
    id: 'compaction/history-share',
    since: '2026.8.2',
    at: '<scope>.compaction.maxHistoryShare',
    why: 'the share is built in',
    source,
  }),
  retired({
    id: 'compaction/own-instructions',
    since: '2026.8.2',
    at: [
      '<scope>.compaction.{customInstructions,identifierInstructions}',
      '<scope>.compaction.memoryFlush.{prompt,systemPrompt}',
    ],
    why: 'own instructions need a compaction provider or a before_prompt_build hook now',
    safety: 'unsafe',
    source,
  }),
  rewritten({
    id: 'compaction/identifier-policy',
    since: '2026.8.2',
    at: '<scope>.compaction.identifierPolicy',
    value: words({ custom: 'strict' }),
    note: 'custom needed identifierInstructions, which are gone; strict is the default.',
    source,
  }),
  rowOf(truncate, (config): readonly Found[] => {
    const above = ['agents', 'defaults', 'compaction'];
    const path = [...above, 'truncateAfterCompaction'];
    const limit = [...above, 'maxActiveTranscriptBytes'];
    const value = valueAt(config, path);
    if (value === undefined) return [];
    const why = 'compaction by size is on exactly when maxActiveTranscriptBytes is set';
    const lost = [{ path, reason: why }];
    if (value !== false || valueAt(config, limit) === undefined) {
      return [changeOf({ ...truncate, note: why }, path, `remove ${path.join('.')}`, [{ op: 'remove', path }], lost)];
    }
    return [
      changeOf(
        { ...truncate, note: `${why}; it was switched off here` },
        path,
        `remove ${path.join('.')} and maxActiveTranscriptBytes`,
        [
          { op: 'remove', path },
          { op: 'remove', path: limit },
        ],
        [...lost, { path: limit, reason: 'truncateAfterCompaction: false kept it from having an effect' }],
      ),
    ];
  }),
  retired({
    id: 'compaction/pruning-limits',
    since: '2026.8.2',
    at: '<scope>.contextPruning.{keepLastAssistants,softTrimRatio,hardClearRatio,minPrunableToolChars,softTrim}',
    why: 'the limits of pruning are built in',
    source,
  }),
  retired({
    id: 'compaction/context-limits',
    since: '2026.8.2',
    at: '<scope>.contextLimits.{memoryGetDefaultLines,toolResultMaxChars}',
    why: 'the limit is built in',
    source,
  }),
];
