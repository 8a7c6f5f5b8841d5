/** One server-sent event. `field` is `data`, or `error` as old llama.cpp servers write it. */
export interface SseEvent {
  readonly field: 'data' | 'error';
  readonly text: string;
}

export interface SseParser {
  push(text: string): void;
  /** Hands over what a missing blank line at the end held back. */
  end(): void;
}

/** Splits a text stream into events (WHATWG rules: any line end, comments, several data lines). Takes any text, in any pieces. */
export function createSseParser(onEvent: (event: SseEvent) => void): SseParser {
  let line = '';
  let data: string[] = [];
  let skipLineFeed = false;

  const dispatch = () => {
    if (data.length > 0) onEvent({ field: 'data', text: data.join('\n') });
    data = [];
  };
  const endOfLine = () => {
    const [field, value] = splitField(line);
    if (line === '') dispatch();
    else if (field === 'data') data.push(value);
    else if (field === 'error') onEvent({ field, text: value });
    line = '';
  };
  return {
    push(text) {
      const fresh = skipLineFeed && text.startsWith('\n') ? text.slice(1) : text;
      let from = 0;
      for (const end of fresh.matchAll(/\r\n|\n|\r/g)) {
        line += fresh.slice(from, end.index);
        from = end.index + end[0].length;
        endOfLine();
      }
      line += fresh.slice(from);
      // A carriage return at the very end may be the first half of a line end.
      if (text !== '') skipLineFeed = fresh.endsWith('\r');
    },
    end() {
      if (line !== '') endOfLine();
      dispatch();
    },
  };
}

function splitField(line: string): [string, string] {
  const colon = line.indexOf(':');
  if (colon === -1) return [line, ''];
  const value = line.slice(colon + 1);
  return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value];
}
