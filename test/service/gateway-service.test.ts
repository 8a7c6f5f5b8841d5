import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGatewayService } from '../../src/service/gateway-service.js';
import { unitEnvironment } from '../../src/service/systemd.js';

const home = join('/', 'home', 'ann');
const stateDir = join(home, '.openclaw');
const unit = join(home, '.config', 'systemd', 'user', 'openclaw-gateway.service');
const agent = join(home, 'Library', 'LaunchAgents', 'ai.openclaw.gateway.plist');

async function variables(
  files: Readonly<Record<string, string>>,
  more: { configFile?: string; profile?: string } = {},
) {
  const service = await readGatewayService({
    home,
    stateDir,
    configFile: join(stateDir, 'openclaw.json'),
    readText: async (file) => files[file],
    ...more,
  });
  return service === undefined
    ? undefined
    : Object.fromEntries(service.names.map((name) => [name, service.secretOf(name)]));
}

function plist(pairs: Readonly<Record<string, string>>): string {
  const keys = Object.entries(pairs).map(([name, value]) => `<key>${name}</key><string>${value}</string>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>Label</key><string>ai.openclaw.gateway</string>
<key>EnvironmentVariables</key><dict>${keys.join('')}</dict></dict></plist>`;
}

describe('unitEnvironment', () => {
  it('reads assignments as systemd does', () => {
    const text = [
      '[Unit]',
      'Environment=NOT=this',
      '[Service]',
      '# Environment=NOT=that',
      'Environment=A=1 "B=two words" \'C=x=y\'',
      'Environment="D=say \\"hi\\"" \\',
      '  E=5%%',
      'EnvironmentFile=-%h/.openclaw/my vars.env',
      'EnvironmentFile=/etc/openclaw.env',
      'ExecStart=/usr/bin/node',
    ].join('\n');
    const { values, files } = unitEnvironment([text], home);
    expect(Object.fromEntries(values)).toEqual({ A: '1', B: 'two words', C: 'x=y', D: 'say "hi"', E: '5%' });
    expect(files).toEqual([`${home}/.openclaw/my vars.env`, '/etc/openclaw.env']);
  });

  it('forgets what came before an empty assignment, also in a drop-in', () => {
    const { values, files } = unitEnvironment(
      [
        '[Service]\r\nEnvironment=A=1\r\nEnvironmentFile=/a\r\n',
        '[Service]\nEnvironment=\nEnvironmentFile=\nEnvironment=B=2',
      ],
      home,
    );
    expect(Object.fromEntries(values)).toEqual({ B: '2' });
    expect(files).toEqual([]);
  });
});

describe('readGatewayService', () => {
  it('is undefined without one', async () => {
    expect(await variables({})).toBeUndefined();
  });

  it('reads a unit, its drop-in and its files; a file wins', async () => {
    const files = {
      [unit]: '[Service]\nEnvironment=A=unit B=unit C=unit\nEnvironmentFile=/etc/openclaw.env\n',
      [join(`${unit}.d`, 'override.conf')]: '[Service]\nEnvironment=B=drop-in\n',
      '/etc/openclaw.env': 'C="from file"\nexport D=4\n',
    };
    expect(await variables(files)).toEqual({ A: 'unit', B: 'drop-in', C: 'from file', D: '4' });
  });

  it('reads a launch agent, and the values that are kept beside the state', async () => {
    const files = { [agent]: plist({ A: 'plist &amp; co', B: 'plist' }) };
    expect(await variables(files)).toEqual({ A: 'plist & co', B: 'plist' });
    const kept = join(stateDir, 'service-env', 'ai.openclaw.gateway.env');
    expect(await variables({ ...files, [kept]: "export B='kept'" })).toEqual({ A: 'plist & co', B: 'kept' });
  });

  it('takes a launch agent that is no property list for one without variables', async () => {
    expect(await variables({ [agent]: 'not a list' })).toEqual({});
  });

  it('says nothing of a service that reads another config', async () => {
    const other = { [unit]: '[Service]\nEnvironment=OPENCLAW_CONFIG_PATH=/srv/openclaw.json\n' };
    expect(await variables(other)).toBeUndefined();
    expect(await variables(other, { configFile: '/srv/openclaw.json' })).toBeDefined();
    expect(await variables({ [unit]: '[Service]\n' }, { configFile: '/srv/openclaw.json' })).toBeUndefined();
  });

  it('knows the service of a profile', async () => {
    const files = { [unit.replace('gateway.', 'gateway-work.')]: '[Service]\nEnvironment=A=1\n' };
    expect(await variables(files)).toBeUndefined();
    expect(await variables(files, { profile: 'work' })).toEqual({ A: '1' });
  });
});
