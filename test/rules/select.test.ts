import { describe, expect, it } from 'vitest';
import { DoctorError } from '../../src/doctor-error.js';
import { allRules } from '../../src/rules/index.js';
import { areaOf, findRule, selectRules } from '../../src/rules/select.js';

const ids = (selection: Parameters<typeof selectRules>[1]) =>
  selectRules(allRules, selection).map(({ meta }) => meta.id);

function hintOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(DoctorError);
    if (error instanceof DoctorError) {
      expect(error.code).toBe('usage');
      return error.hint;
    }
  }
  throw new Error('nothing was thrown');
}

describe('selectRules', () => {
  it('takes all rules when nothing is said', () => {
    expect(ids({})).toHaveLength(allRules.length);
    expect(ids({ only: [], skip: [] })).toHaveLength(allRules.length);
  });

  it('takes ids and whole areas', () => {
    expect(ids({ only: ['context/window-missing'] })).toEqual(['context/window-missing']);
    expect(new Set(ids({ only: ['syntax', 'schema/unknown-key'] }).map(areaOf))).toEqual(new Set(['syntax', 'schema']));
  });

  it('leaves ids and areas out, also of what was asked for', () => {
    expect(ids({ skip: ['network'] }).some((id) => id.startsWith('network/'))).toBe(false);
    expect(ids({ only: ['syntax'], skip: ['syntax/duplicate-key'] })).not.toContain('syntax/duplicate-key');
  });

  it('refuses an unknown word and names the nearest', () => {
    expect(hintOf(() => selectRules(allRules, { only: ['contxt'] }))).toBe('did you mean context?');
    expect(hintOf(() => selectRules(allRules, { skip: ['unknown-key'] }))).toBe('did you mean schema/unknown-key?');
    expect(hintOf(() => selectRules(allRules, { skip: ['xyzzy-plugh-42'] }))).toBe('ovd rules lists them all');
  });
});

describe('findRule', () => {
  it('finds one rule, and refuses an area', () => {
    expect(findRule(allRules, 'syntax/parse-error').meta.id).toBe('syntax/parse-error');
    expect(hintOf(() => findRule(allRules, 'syntax/parse-eror'))).toBe('did you mean syntax/parse-error?');
  });
});
