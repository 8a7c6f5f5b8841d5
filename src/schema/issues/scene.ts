import type { ErrorObject } from 'ajv';
import { type JsonValue, valueAt } from '../../config/json.js';
import type { ConfigPath } from '../../config/path.js';
import type { SchemaSource } from '../source.js';
import type { Mistake } from './mistake.js';
import { instancePath } from './pointer.js';

/** What the explanation of one error needs to know of the rest. */
export interface Scene {
  readonly source: SchemaSource;
  /** The document that was validated. */
  readonly value: JsonValue;
  /** Unknown keys do not stop zod from trusting the rest of an object (zod 4.5 and later). */
  readonly unknownKeysContinue: boolean;
}

/** A mistake, and whether it makes zod give up on the form of a union that it was found in. */
export interface Explained {
  readonly mistake: Mistake;
  readonly aborts: boolean;
}

export function pathOf(error: ErrorObject, scene: Scene): ConfigPath {
  return instancePath(error.instancePath, scene.value);
}

export function valueUnder(error: ErrorObject, scene: Scene): JsonValue | undefined {
  return valueAt(scene.value, pathOf(error, scene));
}

/** Channels and plugins bring their own JSON Schema, which another engine than zod checks and reports in its own way. */
export function isPluginOwned(path: ConfigPath): boolean {
  if (path[0] === 'channels') return path.length > 1 && path[1] !== 'defaults' && path[1] !== 'modelByChannel';
  return path[0] === 'plugins' && path[1] === 'entries' && path[3] === 'config';
}
