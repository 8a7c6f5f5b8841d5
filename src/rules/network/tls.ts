import { defineRule } from '../define.js';
import { localModel } from '../example-configs.js';
import { serversIn } from './trouble.js';

export default defineRule({
  meta: {
    id: 'network/tls',
    severity: 'error',
    needs: ['effective', 'servers'],
    fix: 'none',
    since: '0.1.0',
    summary: 'no TLS connection to the server',
    why: 'OpenClaw trusts the certificates that Node trusts; a private one must be made known to the process that runs it.',
    remedy: 'set NODE_EXTRA_CA_CERTS for the service, or write http:// when the server speaks plain HTTP',
    source: ['Node 20: ERR_SSL_WRONG_VERSION_NUMBER, SELF_SIGNED_CERT_IN_CHAIN, CERT_HAS_EXPIRED'],
    messages: {
      tls: 'no TLS connection to {host}: {reason}',
    },
    example: localModel,
    given: { server: { fails: { kind: 'tls' } } },
    finds: 'no TLS connection to 127.0.0.1:8000: tls',
  },
  check({ effective, servers }, report) {
    for (const { host, failure, at, proof, used } of serversIn(['tls'], effective, servers)) {
      report({
        messageId: 'tls',
        at,
        data: { host, reason: failure.message },
        proof,
        severity: used ? 'error' : 'warning',
      });
    }
  },
});
