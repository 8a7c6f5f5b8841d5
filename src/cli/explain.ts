import { DoctorError } from '../doctor-error.js';
import { nearest } from '../nearest.js';
import { allRules } from '../rules/index.js';
import { rulePage } from '../rules/page.js';
import { type Context, write } from './context.js';
import { exitCodes } from './exit-code.js';

/** `ovd explain RULE`: the page of one rule. */
export async function explain(id: string, context: Context): Promise<number> {
  const rule = allRules.find((candidate) => candidate.meta.id === id);
  if (rule === undefined) {
    const near = nearest(id, allRules.map((candidate) => candidate.meta.id));
    const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'ovd rules lists them all';
    throw new DoctorError('usage', `there is no rule '${id}'`, hint);
  }
  await write(context.stdout, rulePage(rule));
  return exitCodes.clean;
}
