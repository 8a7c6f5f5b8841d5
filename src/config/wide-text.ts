/**
 * What bytes are when they have two or four to a character, as the `>` of Windows PowerShell 5 writes them: `UTF-16` or `UTF-32` when a
 * mark says in which order, else `UTF-16LE` or `UTF-16BE`.
 */
export function wideEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  if (marked) return a === 0xff && c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'UTF-32';
  // Without a mark: a config begins with two plain characters, and one half of each is zero.
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'UTF-16LE';
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'UTF-16BE' : undefined;
}

/** How to write the file anew as UTF-8 with what the system has; its permissions stay. */
export function toUtf8(file: string, encoding: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    const name = quoted(file, "''");
    const from = { 'UTF-16LE': ' -Encoding Unicode', 'UTF-16BE': ' -Encoding BigEndianUnicode' }[encoding] ?? '';
    return `save it as UTF-8, in PowerShell: (Get-Content -Raw${from} ${name}) | Set-Content -NoNewline -Encoding utf8 ${name}`;
  }
  const name = quoted(file, `'\\''`);
  return `save it as UTF-8: text="$(iconv -f ${encoding} -t UTF-8 ${name})" && printf '%s\\n' "$text" > ${name}`;
}

function quoted(text: string, quote: string): string {
  return /^[\w.:\\/-]+$/.test(text) ? text : `'${text.replaceAll("'", quote)}'`;
}
