import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'auth/empty-gateway-token',
    severity: 'error',
    needs: ['effective'],
    fix: 'manual',
    since: '0.1.0',
    summary: 'the gateway wants a token, and the token is empty',
    why: 'The file is accepted, but nothing can log in with an empty token, and the gateway does not start without one.',
    source: ['OpenClaw 2026.4.22 and 2026.9.6: accepted by `config validate`, ran'],
    messages: { empty: "'gateway.auth.token' is empty, and gateway.auth.mode is 'token'" },
    example: '{ gateway: { mode: "local", auth: { mode: "token", token: "" } } }',
    finds: "'gateway.auth.token' is empty, and gateway.auth.mode is 'token'",
  },
  check({ effective: { gateway } }, report) {
    if (gateway.token.state !== 'empty') return;
    if (gateway.authMode !== undefined && gateway.authMode.value !== 'token') return;
    report({
      messageId: 'empty',
      at: { path: gateway.token.path },
      fix: {
        title: `put a long random text there, or \${OPENCLAW_GATEWAY_TOKEN} and set that variable`,
        safety: 'manual',
        ops: [],
      },
    });
  },
});
