import { isObject, type JsonObject, type JsonValue, valueAt } from '../config/json.js';
import { type ConfigPath, formatPath, samePath } from '../config/path.js';
import type { ConfigOp } from '../rules/define.js';
import { type ModelRef, modelRefs, type Retirement, retirementOf } from '../schema/model-refs.js';
import { mergeOps } from './build.js';
import { memberValue, placesOf } from './places.js';
import { type Change, changeOf, type Found, type RowFacts, rowOf } from './row.js';
import { isSelfHosted } from './self-hosted.js';

const retiredModel: RowFacts = {
  id: 'models/retired-model',
  since: '2026.5.2',
  source: 'lists of OpenClaw 2026.5.2 to 2026.9.6: a file that names such a model is refused, ran',
};

interface Retired extends ModelRef {
  readonly retirement: Retirement;
}

/** What the ways out look at. */
interface Scene {
  readonly config: JsonObject;
  readonly to: string;
  /** Every reference of the document, as written. */
  readonly refs: readonly ModelRef[];
}

/**
 * Models that the target refuses to see. The same model under another name is safe, and so is to leave out one that nobody has to
 * stand in for; a successor is another model, which only the user can want. Runs after all other rows, when references stand where
 * the target looks for them.
 */
export const retiredModelRow = rowOf(retiredModel, (config, { to }) => {
  const refs = modelRefs(config, to);
  const scene = { config, to, refs };
  const retired = refs.flatMap((place): readonly Retired[] => {
    const retirement = retirementOf(place.ref, to);
    return retirement === undefined ? [] : [{ ...place, retirement }];
  });
  // From the end of each list: what leaves moves nothing that is still to leave, and the first fallback left is the first.
  return [...retired.filter(isFallback).toReversed(), ...retired.filter((place) => !isFallback(place))].map((place) =>
    wayOut(place, scene),
  );
});

function wayOut(place: Retired, scene: Scene): Found {
  const { ref, path, retirement } = place;
  const { otherName, successor } = retirement;
  const { config, to } = scene;
  if (otherName !== undefined) {
    const note = successor === undefined ? undefined : `The same model to every release; ${to} calls ${successor}.`;
    return renaming({ ...retiredModel, ...(note && { note }) }, place, otherName, config);
  }
  const leaving = leave(place, scene);
  if (leaving !== undefined) return leaving;
  if (successor !== undefined) {
    const note = `another model answers: ${ref} is gone, and OpenClaw names ${successor} in its place`;
    return renaming({ ...retiredModel, safety: 'unsafe', note }, place, successor, config);
  }
  return { blocked: { path, reason: `${ref} is retired, and ${to} refuses a file that names it` } };
}

/** Without the reference, when then no model answers that would not have to answer anyway. */
function leave(place: Retired, scene: Scene): Change | undefined {
  const { path, ref, isKey } = place;
  // A server behind the provider's name may serve it all the same.
  if (isServedElsewhere(ref, scene.config)) return undefined;
  if (isKey) return isSpare(place, scene) ? leaving(place, path, 'No run could use it.') : undefined;
  if (isFallback(place)) return leaving(place, path, 'The next fallback answers, as it does when this one fails.');
  const isPrimary = path.at(-1) === 'primary';
  const selector = isPrimary ? path.slice(0, -1) : path;
  const next = isPrimary ? fallbacksLeft(selector, scene)[0] : undefined;
  if (next !== undefined) return promotion(place, selector, next);
  if (isMain(selector)) return undefined;
  const owner = valueAt(scene.config, selector);
  const says = isObject(owner) ? Object.keys(owner).filter((key) => key !== 'primary') : [];
  return leaving(place, says.length === 0 ? selector : path, whoAnswersWithout(selector));
}

/** The model of an agent: without it another provider would get what the agent is told. */
function isMain(selector: ConfigPath): boolean {
  const [root, owner] = selector;
  if (root !== 'agents' || selector.at(-1) !== 'model') return false;
  return owner === 'defaults' ? selector.length === 3 : selector.length === 4;
}

function whoAnswersWithout(selector: ConfigPath): string {
  const picked = /^(?:imageModel|pdfModel|voiceModel|preferredModel|\w+GenerationModel)$/;
  const isPicked = picked.test(String(selector.at(-1))) || selector.at(-2) === 'mediaModels';
  return isPicked
    ? 'Without it OpenClaw picks a model of a provider that has a key.'
    : 'Without it the model of the agent answers, as it does when this one fails.';
}

function isFallback({ path }: ModelRef): boolean {
  return path.at(-2) === 'fallbacks' && typeof path.at(-1) === 'number';
}

/** The fallbacks that are there when this row is through. */
function fallbacksLeft(selector: ConfigPath, { config, to }: Scene): readonly string[] {
  return placesOf(valueAt(config, selector) ?? null, 'fallbacks.*').flatMap((at) => {
    const ref = valueAt(config, [...selector, ...at]);
    if (typeof ref !== 'string' || ref.trim() === '') return [];
    const retirement = retirementOf(ref.trim(), to);
    if (retirement === undefined || isServedElsewhere(ref, config)) return [ref];
    return retirement.otherName === undefined ? [] : [retirement.otherName];
  });
}

/** An entry of the list of models that leaves others there, and that nothing calls by its alias. */
function isSpare({ path, ref }: Retired, { config, to, refs }: Scene): boolean {
  const map = path.slice(0, -1);
  const others = refs.filter(({ path: at, isKey }) => isKey && samePath(at.slice(0, -1), map));
  if (!others.some(({ ref: other }) => retirementOf(other, to) === undefined)) return false;
  const alias = memberValue(valueAt(config, path), 'alias');
  const isCalled = (name: JsonValue) => refs.some(({ ref: other }) => other.toLowerCase() === name);
  return typeof alias !== 'string' || alias.trim().toLowerCase() === ref || !isCalled(alias.trim().toLowerCase());
}

function isServedElsewhere(ref: string, config: JsonObject): boolean {
  const id = ref.slice(0, ref.indexOf('/')).trim().toLowerCase();
  return placesOf(config, 'models.providers.*').some(
    (at) => String(at[2]).trim().toLowerCase() === id && isSelfHosted(id, valueAt(config, at)),
  );
}

/** `owner` goes: the reference itself, or what holds nothing else. */
function leaving({ path, ref, retirement }: Retired, owner: ConfigPath, note: string): Change {
  const named = retirement.successor === undefined ? '' : `; OpenClaw names ${retirement.successor} in its place`;
  const lost = [{ path, reason: `the model ${ref} is retired${named}` }];
  const ops: readonly ConfigOp[] = [{ op: 'remove', path: owner }];
  return { ...changeOf({ ...retiredModel, note }, path, `remove ${formatPath(owner)}`, ops, lost), model: ref };
}

function promotion({ path, ref }: Retired, selector: ConfigPath, next: string): Change {
  const note = `${next} is the first fallback that is left, and answers already whenever ${ref} fails.`;
  const title = `set ${formatPath(path)} to its first fallback`;
  const ops: readonly ConfigOp[] = [
    { op: 'set', path, value: next },
    { op: 'remove', path: [...selector, 'fallbacks', 0] },
  ];
  const lost = [{ path, reason: `the model ${ref} is retired` }];
  return { ...changeOf({ ...retiredModel, note }, path, title, ops, lost), model: ref };
}

function renaming(facts: RowFacts, { path, ref, isKey }: ModelRef, name: string, config: JsonObject): Change {
  const to: ConfigPath = [...path.slice(0, -1), name];
  const merge = isKey ? mergeOps(config, path, to) : { ops: [{ op: 'set' as const, path, value: name }], lost: [] };
  const title = isKey ? `rename ${formatPath(path)} to ${name}` : `set ${formatPath(path)} to "${name}"`;
  return { ...changeOf(facts, path, title, merge.ops, merge.lost), model: ref };
}
