import path from 'node:path';

export interface FolderQuestion {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Of the account. */
  readonly home: string;
}

/** Our own folder for captures: XDG_STATE_HOME, Application Support, or LOCALAPPDATA. */
export function captureFolder({ env, platform, home }: FolderQuestion): string {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const named = (name: string) => {
    const value = env[name]?.trim();
    return value !== undefined && value !== '' && paths.isAbsolute(value) ? value : undefined;
  };
  const base =
    platform === 'win32'
      ? (named('LOCALAPPDATA') ?? paths.join(home, 'AppData', 'Local'))
      : platform === 'darwin'
        ? paths.join(home, 'Library', 'Application Support')
        : (named('XDG_STATE_HOME') ?? paths.join(home, '.local', 'state'));
  return paths.join(base, 'openclaw-vllm-doctor', 'captures');
}
