import { allRules } from '../rules/index.js';
import { rulePage } from '../rules/page.js';
import { findRule } from '../rules/select.js';
import { type Context, write } from './context.js';
import { exitCodes } from './exit-code.js';

/** `ovd explain RULE`: the page of one rule. */
export async function explain(id: string, context: Context): Promise<number> {
  await write(context.stdout, rulePage(findRule(allRules, id)));
  return exitCodes.clean;
}
