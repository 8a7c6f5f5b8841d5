import { isObject, type JsonObject } from '../../config/json.js';
import { countAt, rowsAt, textAt } from '../json-fields.js';

/** A call as the server sent it. Not fit to print. */
export interface ToolCall {
  readonly name: string;
  /** As sent: text that should be JSON. Some servers send the object itself. */
  readonly arguments: string;
  readonly argumentsAre: 'text' | 'object' | 'missing';
  readonly id: string;
}

export function toolCallsOf(message: JsonObject): readonly ToolCall[] {
  return (rowsAt(message, ['tool_calls']) ?? []).filter(isObject).map((row) => callOf(row));
}

function callOf(row: JsonObject): ToolCall {
  const given = isObject(row['function']) ? row['function']['arguments'] : undefined;
  return {
    name: textAt(row, ['function', 'name']) ?? '',
    id: textAt(row, ['id']) ?? '',
    arguments: typeof given === 'string' ? given : isObject(given) ? JSON.stringify(given) : '',
    argumentsAre: typeof given === 'string' ? 'text' : isObject(given) ? 'object' : 'missing',
  };
}

export interface CallPiece {
  readonly index: number;
  call: ToolCall;
}

/** Joins the pieces of a stream: name and id come first, the arguments in fragments, both told apart by `index`. */
export function addCallPieces(pieces: CallPiece[], delta: JsonObject): void {
  for (const row of (rowsAt(delta, ['tool_calls']) ?? []).filter(isObject)) {
    const next = callOf(row);
    const index = countAt(row, ['index']) ?? pieces.length;
    const piece = pieces.find((before) => before.index === index);
    if (piece === undefined) {
      pieces.push({ index, call: next });
      continue;
    }
    const { call } = piece;
    piece.call = {
      name: call.name === '' ? next.name : call.name,
      id: call.id === '' ? next.id : call.id,
      arguments: call.arguments + next.arguments,
      argumentsAre: next.argumentsAre === 'missing' ? call.argumentsAre : next.argumentsAre,
    };
  }
}
