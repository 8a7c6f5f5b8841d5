import { describe, expect, it } from 'vitest';
import { DoctorError } from '../../src/doctor-error.js';
import { chooseRelease } from '../../src/release/choose.js';
import type { Machine } from '../../src/release/installed.js';
import { bundledReleases, newestRelease, schemaFor } from '../../src/schema/releases.js';

/** A machine of files and links, and nothing else. */
function machine(
  parts: Partial<Machine> & { files?: Record<string, string>; links?: Record<string, string> },
): Machine {
  const { files = {}, links = {} } = parts;
  return {
    env: { PATH: '/usr/bin:/opt/bin' },
    platform: 'linux',
    readFile: (path) => files[path],
    realPath: (path) => links[path] ?? (path in files ? path : undefined),
    ...parts,
  };
}

const empty = machine({});
const manifest = (version: string) => JSON.stringify({ name: 'openclaw', version });

describe('chooseRelease', () => {
  it('takes the flag before everything else', () => {
    const choice = chooseRelease({
      flag: '2026.4.22',
      config: { meta: { lastTouchedVersion: '2026.9.6' } },
      machine: empty,
    });
    expect(choice).toEqual({
      version: '2026.4.22',
      source: '--openclaw-version',
      schema: '2026.4.22',
      newest: newestRelease,
    });
  });

  it('reads `latest` as the newest release known', () => {
    expect(chooseRelease({ flag: 'latest', machine: empty })).toMatchObject({
      version: newestRelease,
      schema: newestRelease,
    });
  });

  it.each(['2026.4', 'newest', '', '22', 'installed please'])('refuses the flag %j and says what is valid', (flag) => {
    const choose = () => chooseRelease({ flag, machine: empty });
    expect(choose).toThrow(DoctorError);
    expect(choose).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringMatching(/installed.*latest/) }),
    );
  });

  describe('a way from one release to another', () => {
    it('ends at the release that is judged', () => {
      const choice = chooseRelease({ flag: '2026.4.22..2026.8.2', machine: empty });
      expect(choice).toMatchObject({ from: '2026.4.22', version: '2026.8.2', source: '--openclaw-version' });
      expect(chooseRelease({ flag: ' 2026.4.22 .. latest ', machine: empty }).version).toBe(newestRelease);
    });

    it('may begin with what is installed', () => {
      const here = machine({ files: { '/usr/bin/openclaw': '' } });
      expect(() => chooseRelease({ flag: 'installed..latest', machine: here })).toThrow(DoctorError);
    });

    it.each([
      ['foo..bar', "'foo' is not a release"],
      ['2026.4.22..', "'' is not a release"],
      ['..', "'' is not a release"],
      ['2026.4.22...2026.9.6', "'.2026.9.6' is not a release"],
      ['2026.9.6..2026.4.22', 'the way from 2026.9.6 to 2026.4.22 goes backwards'],
      ['2026.9.6..2026.9.6', '2026.9.6 at both ends is no way'],
      ['2026.4.22..2026.5.2..2026.9.6', 'has more than two ends'],
    ])('refuses %s', (flag, problem) => {
      const choose = () => chooseRelease({ flag, machine: empty });
      expect(choose).toThrow(expect.objectContaining({ code: 'usage', message: expect.stringContaining(problem) }));
    });

    it('takes releases that no schema is bundled for, and says as which it judges them', () => {
      const choice = chooseRelease({ flag: '2026.4.23..2026.9.99', machine: empty });
      expect(choice).toMatchObject({ from: '2026.4.23', version: '2026.9.99', schema: newestRelease });
      expect(choice.notice).toMatch(/newer than every known release/);
    });
  });

  it('says so when `installed` finds nothing', () => {
    expect(() => chooseRelease({ flag: 'installed', machine: empty })).toThrow(
      expect.objectContaining({ code: 'not-found', message: 'no openclaw on PATH' }),
    );
  });

  it('follows a link from PATH into the package', () => {
    const installed = machine({
      links: { '/opt/bin/openclaw': '/opt/lib/node_modules/openclaw/openclaw.mjs' },
      files: { '/opt/lib/node_modules/openclaw/package.json': manifest('2026.5.12') },
    });
    expect(chooseRelease({ config: { meta: { lastTouchedVersion: '2026.9.6' } }, machine: installed })).toMatchObject({
      version: '2026.5.12',
      source: 'installed openclaw',
    });
    expect(chooseRelease({ flag: 'installed', machine: installed }).version).toBe('2026.5.12');
  });

  it('reads a pnpm script', () => {
    const installed = machine({
      files: {
        '/opt/bin/openclaw':
          '#!/bin/sh\nbasedir=$(dirname "$0")\nexec node  "$basedir/global/5/node_modules/openclaw/openclaw.mjs" "$@"\n',
        '/opt/bin/global/5/node_modules/openclaw/openclaw.mjs': '',
        '/opt/bin/global/5/node_modules/openclaw/package.json': manifest('2026.8.2'),
      },
    });
    expect(chooseRelease({ machine: installed }).version).toBe('2026.8.2');
  });

  it('reads a .cmd script on Windows', () => {
    const bin = 'C:\\Users\\me\\AppData\\Roaming\\npm';
    const installed = machine({
      platform: 'win32',
      env: { Path: `C:\\Windows;${bin}` },
      files: {
        [`${bin}\\openclaw.cmd`]:
          '@ECHO off\r\nSET dp0=%~dp0\r\nendLocal & "%_prog%"  "%dp0%\\node_modules\\openclaw\\openclaw.mjs" %*\r\n',
        [`${bin}\\node_modules\\openclaw\\openclaw.mjs`]: '',
        [`${bin}\\node_modules\\openclaw\\package.json`]: manifest('2026.7.1'),
      },
    });
    expect(chooseRelease({ machine: installed })).toMatchObject({ version: '2026.7.1', source: 'installed openclaw' });
  });

  it('passes over a program of that name that is something else', () => {
    const other = machine({
      files: {
        '/usr/bin/openclaw': '#!/bin/sh\nexec something\n',
        '/usr/package.json': '{"name":"other","version":"2026.4.22"}',
        '/package.json': 'not json',
      },
    });
    expect(chooseRelease({ machine: other }).source).toBe('newest known');
  });

  it.each([
    [{ meta: { lastTouchedVersion: '2026.6.11' } }, '2026.6.11', 'meta.lastTouchedVersion'],
    [{ meta: { lastTouchedVersion: 'dev' } }, newestRelease, 'newest known'],
    [{ meta: [] }, newestRelease, 'newest known'],
    [[], newestRelease, 'newest known'],
    [undefined, newestRelease, 'newest known'],
  ])('without flag and program: %j', (config, version, source) => {
    expect(chooseRelease({ config, machine: empty })).toMatchObject({ version, source });
  });
});

describe('schemaFor', () => {
  it('knows every bundled release as itself', () => {
    for (const release of bundledReleases) expect(schemaFor(release)).toEqual({ schema: release });
  });

  it.each([
    ['2026.4.25', '2026.4.22', /between two known releases: judged as 2026\.4\.22/],
    ['2026.7.35', '2026.7.1', /between/],
    ['2026.4.22-1', '2026.4.22', /between/],
    ['2027.1.1', newestRelease, /newer than every known release/],
    ['2025.1.1', '2026.3.31', /older than every known release/],
  ])('%s is judged as %s and says why', (version, schema, notice) => {
    expect(schemaFor(version)).toEqual({ schema, notice: expect.stringMatching(notice) });
  });
});
