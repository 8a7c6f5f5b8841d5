import type { ProbeFailure } from '../types.js';
import type { Finding } from './question.js';
import type { Reaction } from './reaction.js';

/** A server that takes a shape, or refuses it: the whole verdict of most questions. */
export function acceptance(reaction: Reaction, taken: string): Finding {
  switch (reaction.kind) {
    case 'accepted':
      return { verdict: 'yes', detail: taken, proof: [reaction.proof] };
    case 'refused':
      return refusal(reaction);
    case 'unsure':
      return { verdict: 'inconclusive', detail: reaction.why, proof: [reaction.proof] };
  }
}

export function refusal({ failure, proof }: Extract<Reaction, { kind: 'refused' }>): Finding {
  return { verdict: 'no', detail: refusedBecause(failure), proof: [proof], marks: marksOf(failure) };
}

/** `refused with 400: messages[0].content must be a string` */
function refusedBecause({ serverSays, http_status: status }: ProbeFailure): string {
  const with_ = status === 200 ? 'refused inside the stream' : `refused with ${status ?? 'an error'}`;
  return serverSays === undefined ? with_ : `${with_}: ${serverSays}`;
}

function marksOf({
  serverSays,
  serverError,
  http_status: status,
  correlation_id: id,
}: ProbeFailure): NonNullable<Finding['marks']> {
  return {
    refused: true,
    status: status ?? 0,
    requestId: id,
    ...(serverSays !== undefined && { says: serverSays }),
    ...(serverError !== undefined && { error: serverError.id, kind: serverError.kind }),
  };
}

export function inconclusive(detail: string, proof: Finding['proof'] = []): Finding {
  return { verdict: 'inconclusive', detail, proof };
}
