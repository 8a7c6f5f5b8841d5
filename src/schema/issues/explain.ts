import type { ErrorObject } from 'ajv';
import type { Mistake } from './mistake.js';
import type { Explained, Scene } from './scene.js';
import { explainSingle } from './single.js';
import { explainUnion } from './union.js';

/** One mistake per thing that the user did wrong, out of everything that Ajv lists. */
export function explainErrors(errors: readonly ErrorObject[], scene: Scene): readonly Mistake[] {
  return explain(errors, scene).map(({ mistake }) => mistake);
}

export function explain(errors: readonly ErrorObject[], scene: Scene): readonly Explained[] {
  const unions = errors.filter(isUnion);
  const outside = errors.filter((error) => !unions.some((union) => isInside(error, union)));
  return withoutEchoes(outside).flatMap((error) =>
    isUnion(error)
      ? explainUnion(
          error,
          errors.filter((inner) => isInside(inner, error)),
          scene,
        )
      : explainSingle(error, scene),
  );
}

function isUnion(error: ErrorObject): boolean {
  return error.keyword === 'anyOf' || error.keyword === 'oneOf';
}

function isInside(error: ErrorObject, union: ErrorObject): boolean {
  return (
    error.schemaPath.startsWith(`${union.schemaPath}/`) &&
    (error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`))
  );
}

const ranges = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);

/**
 * Errors that only repeat another one: `if` beside the errors of its `then`, what is wrong inside `propertyNames` beside the
 * name, the wrong type of a value that is none of the listed ones, the range that a value of the wrong type misses, the look of
 * an empty text.
 */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors.filter((error) => {
    if (error.keyword === 'if') {
      const branch = error.schemaPath.replace(/if$/, String(error.params['failingKeyword']));
      return !errors.some((other) => other.schemaPath.startsWith(`${branch}/`));
    }
    if (error.propertyName !== undefined && error.keyword !== 'propertyNames') return false;
    const listed = error.schemaPath.replace(/\/[^/]+$/, '/');
    const isBeside = (...keywords: readonly string[]) =>
      errors.some(
        (other) =>
          other.instancePath === error.instancePath &&
          keywords.some((keyword) => other.schemaPath === `${listed}${keyword}`),
      );
    if (error.keyword === 'type') return !isBeside('enum', 'const');
    if (error.keyword === 'pattern') return !isBeside('minLength');
    return !(ranges.has(error.keyword) && isBeside('type'));
  });
}
