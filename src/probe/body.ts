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
    if (bytes > maxBytes) return dropped(reader, 'too-large');
    if (!onChunk(decoder.decode(value, { stream: true }))) return dropped(reader, 'stopped');
  }
  onChunk(decoder.decode());
  return 'end';
}

async function dropped<T>(reader: ReadableStreamDefaultReader<Uint8Array>, end: T): Promise<T> {
  // The connection may be broken already; what was read counts.
  await reader.cancel().catch(() => undefined);
  return end;
}

/** Frees the connection of an answer whose body nobody wants. */
export async function discardBody(response: Response): Promise<void> {
  // Same as above: a body that cannot be cancelled is gone anyway.
  await response.body?.cancel().catch(() => undefined);
}
