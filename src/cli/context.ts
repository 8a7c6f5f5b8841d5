/** Everything a command needs from the outside, so that a test can give it another one. */
export interface Context {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Questions may be asked only where somebody can answer and see them. */
export function canAsk({ stdin, stderr, env }: Context): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && env.TERM !== 'dumb' && !env.CI;
}

/** Resolves when the text has left the process; a reader that closed the pipe (`| head`) is not an error. */
export async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === '') return;
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}
