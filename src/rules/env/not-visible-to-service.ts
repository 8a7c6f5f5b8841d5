import { shortPath } from '../../config/path.js';
import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'env/not-visible-to-service',
    severity: 'warning',
    needs: ['secrets'],
    fix: 'none',
    since: '0.1.0',
    summary: 'a variable of the config is set in this shell, and the service of the gateway lacks it',
    why: 'Systemd and launchd inherit nothing from a shell: commands that are typed work, and the gateway sends the placeholder itself.',
    remedy: 'add the line NAME=value to .env in the state folder, which every OpenClaw process reads',
    source: [
      'systemd.exec(5), launchd.plist(5): a service has the variables that its file names',
      'OpenClaw 2026.9.6, docs/help/environment.md: ~/.openclaw/.env is read by the gateway too',
    ],
    example: `{ gateway: { mode: "local", auth: { mode: "token", token: "\${GATEWAY_TOKEN}" } } }`,
    given: { env: { GATEWAY_TOKEN: 'fake-token-of-nobody' }, service: { PATH: '/usr/bin' } },
    finds: "'token' needs GATEWAY_TOKEN, which openclaw-gateway.service does not set",
    messages: { unseen: "'{key}' needs {name}, which {service} does not set" },
  },
  check({ secrets }, report) {
    const { service, envFile, unseen } = secrets;
    if (service === undefined) return;
    for (const { name, path } of unseen) {
      report({
        messageId: 'unseen',
        at: { path },
        data: { key: shortPath(path), name, service: service.slice(service.lastIndexOf('/') + 1) },
        proof: [`${service}: no ${name}`, `${envFile}: add ${name}=<the value of this shell>`],
        confidence: 'likely',
      });
    }
  },
});
