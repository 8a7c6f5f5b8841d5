/** Reads at most `maxBytes` of a body, counted after decompression, so that a small compressed answer cannot become a huge one. */
export async function readBounded(response: Response, maxBytes: number): Promise<string | 'too-large'> {
  let text = '';
  const end = await readChunks(response, maxBytes, (chunk) => {
    text += chunk;
    return true;
  });
  return end === 'too-large' ? end : text;
}

/**
 * Hands over the body piece by piece, as text. Stops, and drops the connection, when `onChunk` returns false or `maxBytes` are exceeded.
 * Throws what `fetch` throws when the connection breaks.
 */
export async function readChunks(
  response: Response,
  maxBytes: number,
  onChunk: (text: string) => boolean,
): Promise<'end' | 'stopped' | 'too-large'> {
  if (response.body === null) return 'end';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    const end =
      bytes > maxBytes ? 'too-large' : onChunk(decoder.decode(value, { stream: true })) ? undefined : 'stopped';
    if (end === undefined) continue;
    drop(reader);
    return end;
  }
  onChunk(decoder.decode());
  return 'end';
}

// Not awaited: the end of a cancellation depends on the other side, what was read does not. A body that cannot be cancelled is gone anyway.
function drop(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  reader.cancel().catch(() => undefined);
}

/** Frees the connection of an answer whose body nobody wants. */
export function discardBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
