import { describe, expect, it } from 'vitest';
import { type LocateOptions, locateConfig } from '../../src/config/locate.js';
import { DoctorError } from '../../src/doctor-error.js';

function locate(files: readonly string[], options: Partial<LocateOptions> = {}) {
  return locateConfig({
    env: { HOME: '/home/ann' },
    cwd: '/here',
    platform: 'linux',
    exists: (path) =>
      files.some((file) => file === path || file.startsWith(`${path}/`) || file.startsWith(`${path}\\`)),
    ...options,
  });
}

describe('locateConfig', () => {
  // `openclaw config file` of 2026.4.22 and 2026.9.6 on the same folders.
  it.each<[string, readonly string[], Partial<LocateOptions>, string, string, string]>([
    [
      'the default place',
      ['/home/ann/.openclaw/openclaw.json'],
      {},
      '/home/ann/.openclaw/openclaw.json',
      'default place',
      '/home/ann/.openclaw',
    ],
    [
      'the old file name',
      ['/home/ann/.openclaw/clawdbot.json'],
      {},
      '/home/ann/.openclaw/clawdbot.json',
      'default place',
      '/home/ann/.openclaw',
    ],
    [
      'the old folder',
      ['/home/ann/.clawdbot/clawdbot.json'],
      {},
      '/home/ann/.clawdbot/clawdbot.json',
      'default place',
      '/home/ann/.clawdbot',
    ],
    [
      'the old folder beside an empty new one',
      ['/home/ann/.openclaw/x', '/home/ann/.clawdbot/openclaw.json'],
      {},
      '/home/ann/.clawdbot/openclaw.json',
      'default place',
      '/home/ann/.openclaw',
    ],
    [
      'OPENCLAW_PROFILE alone chooses nothing',
      ['/home/ann/.openclaw/openclaw.json', '/home/ann/.openclaw-work/openclaw.json'],
      { env: { HOME: '/home/ann', OPENCLAW_PROFILE: 'work' } },
      '/home/ann/.openclaw/openclaw.json',
      'default place',
      '/home/ann/.openclaw',
    ],
    [
      'a profile',
      ['/home/ann/.openclaw-work/openclaw.json'],
      { profile: 'work' },
      '/home/ann/.openclaw-work/openclaw.json',
      '--profile work',
      '/home/ann/.openclaw-work',
    ],
    [
      'profile default is no profile',
      ['/home/ann/.openclaw/openclaw.json'],
      { profile: 'Default' },
      '/home/ann/.openclaw/openclaw.json',
      'default place',
      '/home/ann/.openclaw',
    ],
    [
      'a set state folder wins over a profile',
      ['/s/openclaw.json'],
      { profile: 'work', env: { HOME: '/home/ann', OPENCLAW_STATE_DIR: '/s' } },
      '/s/openclaw.json',
      'OPENCLAW_STATE_DIR',
      '/s',
    ],
    [
      'OPENCLAW_HOME',
      ['/srv/oc/.openclaw/openclaw.json'],
      { env: { HOME: '/home/ann', OPENCLAW_HOME: '/srv/oc' } },
      '/srv/oc/.openclaw/openclaw.json',
      'default place',
      '/srv/oc/.openclaw',
    ],
    [
      'OPENCLAW_HOME with a tilde',
      ['/home/ann/oc/.openclaw/openclaw.json'],
      { env: { HOME: '/home/ann', OPENCLAW_HOME: '~/oc' } },
      '/home/ann/oc/.openclaw/openclaw.json',
      'default place',
      '/home/ann/oc/.openclaw',
    ],
    [
      'a file named by a variable need not exist',
      [],
      { env: { HOME: '/home/ann', OPENCLAW_CONFIG_PATH: '~/c.json5' } },
      '/home/ann/c.json5',
      'OPENCLAW_CONFIG_PATH',
      '/home/ann/.openclaw',
    ],
    [
      'a relative file',
      [],
      { env: { HOME: '/home/ann', OPENCLAW_CONFIG_PATH: 'c.json5' } },
      '/here/c.json5',
      'OPENCLAW_CONFIG_PATH',
      '/home/ann/.openclaw',
    ],
    [
      'the flag wins',
      [],
      { flag: 'my.json', env: { HOME: '/home/ann', OPENCLAW_CONFIG_PATH: '/c.json5' } },
      '/here/my.json',
      '--config',
      '/home/ann/.openclaw',
    ],
    ['standard input', [], { flag: '-' }, '-', '--config', '/home/ann/.openclaw'],
    [
      'an empty variable is none',
      ['/home/ann/.openclaw/openclaw.json'],
      { env: { HOME: '/home/ann', OPENCLAW_CONFIG_PATH: ' ', OPENCLAW_STATE_DIR: '' } },
      '/home/ann/.openclaw/openclaw.json',
      'default place',
      '/home/ann/.openclaw',
    ],
    [
      'HOME that was never filled in',
      ['/root/.openclaw/openclaw.json'],
      { env: { HOME: 'undefined' }, home: '/root' },
      '/root/.openclaw/openclaw.json',
      'default place',
      '/root/.openclaw',
    ],
    [
      'Windows',
      ['C:\\Users\\ann\\.openclaw\\openclaw.json'],
      { env: { USERPROFILE: 'C:\\Users\\ann' }, cwd: 'C:\\', platform: 'win32' },
      'C:\\Users\\ann\\.openclaw\\openclaw.json',
      'default place',
      'C:\\Users\\ann\\.openclaw',
    ],
    [
      'a tilde on Windows',
      [],
      { flag: '~\\x.json', env: { USERPROFILE: 'C:\\Users\\ann' }, cwd: 'D:\\w', platform: 'win32' },
      'C:\\Users\\ann\\x.json',
      '--config',
      'C:\\Users\\ann\\.openclaw',
    ],
  ])('%s', (_name, files, options, file, source, stateDir) => {
    expect(locate(files, options)).toMatchObject({ file, source, stateDir });
  });

  it.each<[string, Partial<LocateOptions>, readonly string[]]>([
    ['nothing said', {}, ['/home/ann/.openclaw']],
    ['the file by a variable', { env: { HOME: '/home/ann', OPENCLAW_CONFIG_PATH: '/srv/c.json' } }, ['/srv']],
    [
      'the state folder by a variable',
      { env: { HOME: '/home/ann', OPENCLAW_CONFIG_PATH: '/srv/c.json', OPENCLAW_STATE_DIR: '/s' } },
      ['/s'],
    ],
    ['the file by the flag', { flag: 'x.json' }, ['/here', '/home/ann/.openclaw']],
    ['standard input', { flag: '-' }, ['/home/ann/.openclaw']],
  ])('names the folders whose .env counts: %s', (_name, options, folders) => {
    expect(locate(['/home/ann/.openclaw/openclaw.json'], options)).toMatchObject({
      envFolders: folders,
      home: '/home/ann',
    });
  });

  it('names every place it searched', () => {
    const error = thrown(() => locate([]));
    expect(error.code).toBe('not-found');
    for (const folder of ['.openclaw', '.clawdbot']) {
      for (const name of ['openclaw.json', 'clawdbot.json']) {
        expect(error.message).toContain(`/home/ann/${folder}/${name}`);
      }
    }
    expect(error.hint).toContain('--config FILE');
  });

  it('searches only the state folder that a variable names', () => {
    const error = thrown(() =>
      locate(['/home/ann/.openclaw/openclaw.json'], { env: { HOME: '/home/ann', OPENCLAW_STATE_DIR: '/s' } }),
    );
    expect(error.message).toContain('/s/openclaw.json, /s/clawdbot.json');
    expect(error.message).not.toContain('/home/ann');
  });

  it('does not try the old file name for a profile', () => {
    const error = thrown(() => locate(['/home/ann/.openclaw-work/clawdbot.json'], { profile: 'work' }));
    expect(error.message).toBe('no OpenClaw config found; looked for /home/ann/.openclaw-work/openclaw.json');
  });

  it('refuses a profile name that is a path', () => {
    expect(thrown(() => locate([], { profile: '../x' })).code).toBe('usage');
  });

  it('takes a place that cannot be looked at as empty', () => {
    const exists = () => {
      throw new Error('EACCES');
    };
    expect(thrown(() => locate([], { exists })).code).toBe('not-found');
  });
});

function thrown(run: () => unknown): DoctorError {
  try {
    run();
  } catch (error) {
    if (error instanceof DoctorError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
