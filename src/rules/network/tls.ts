import { isObject, valueAt } from '../../config/json.js';
import type { NetworkCause } from '../../probe/types.js';
import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { baseUrlFix } from './base-url-fix.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/tls',
    severity: 'error',
    needs: ['config', 'effective', 'servers'],
    fix: 'safe',
    since: '0.1.0',
    summary: 'no TLS connection to the server',
    why: 'OpenClaw trusts the certificates that Node trusts; a private one must be made known to the process that runs it.',
    remedy: 'set NODE_EXTRA_CA_CERTS for the service, or write http:// when the server speaks plain HTTP',
    source: ['Node 20: ERR_SSL_WRONG_VERSION_NUMBER, SELF_SIGNED_CERT_IN_CHAIN, CERT_HAS_EXPIRED'],
    messages: {
      tls: 'no TLS connection to {host}: {reason}',
      'speaks-plain': '{host} speaks plain HTTP, and baseUrl says https',
      'speaks-tls': '{host} speaks TLS, and baseUrl says http',
      'self-signed': '{host} shows a self-signed certificate, which Node does not trust',
      'unknown-issuer': 'the certificate of {host} is signed by somebody whom Node does not trust',
      expired: 'the certificate of {host} is out of date',
      'not-yet-valid': 'the certificate of {host} is not valid yet',
      'wrong-name': 'the certificate of {host} is made for another name',
      'own-settings': '{host} is not reached as provider {provider} would: request.tls is not used by this check',
    },
    example: localModel,
    given: { server: { fails: { kind: 'tls' } } },
    finds: 'no TLS connection to 127.0.0.1:8000: tls',
  },
  check({ config, effective, servers }, report) {
    for (const { provider, host, failure, cause, at, proof, used } of serversIn(['tls'], effective, servers)) {
      const common = { at, proof, severity: used ? 'error' : 'warning' } as const;
      const data = { host };
      if (cause === 'speaks-plain' || cause === 'speaks-tls') {
        const [protocol, safety] =
          cause === 'speaks-plain' ? (['http:', 'safe'] as const) : (['https:', 'unsafe'] as const);
        const change = (url: URL) => {
          url.protocol = protocol;
        };
        const risk = cause === 'speaks-tls' ? { risk: 'its certificate was not judged yet' } : {};
        const fix = baseUrlFix(provider, config, change, { safety, ...risk });
        report({ ...common, messageId: cause, data, why: otherProtocol, ...(fix && { fix }) });
      } else if (isObject(valueAt(config, [...provider.path, 'request', 'tls']))) {
        report({ ...common, messageId: 'own-settings', data: { host, provider: provider.id }, severity: 'info' });
      } else if (isCertificate(cause)) {
        report({ ...common, messageId: cause, data, remedy: remedies[cause] });
      } else {
        report({ ...common, messageId: 'tls', data: { host, reason: failure.message } });
      }
    }
  },
});

const otherProtocol = 'One side waits for a handshake and the other for a request, so no turn gets through.';

const trustIt =
  'give the certificate (or that of its issuer) to the service as a file: NODE_EXTRA_CA_CERTS=/path/ca.pem; a shell variable alone does not reach it';

const remedies = {
  'self-signed': trustIt,
  'unknown-issuer': trustIt,
  expired: 'renew the certificate on the server; check the clock of this machine',
  'not-yet-valid': 'check the clocks of both machines',
  'wrong-name': 'write a name of the certificate into baseUrl, or make a certificate for the name that stands there',
} as const satisfies Partial<Record<NetworkCause, string>>;

function isCertificate(cause: NetworkCause | undefined): cause is keyof typeof remedies {
  return cause !== undefined && Object.hasOwn(remedies, cause);
}
