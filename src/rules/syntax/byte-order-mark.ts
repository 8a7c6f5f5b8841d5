import { defineRule } from '../define.js';

export default defineRule({
  meta: {
    id: 'syntax/byte-order-mark',
    severity: 'info',
    needs: ['syntax'],
    fix: 'safe',
    since: '0.2.0',
    summary: 'a file of the config begins with a byte order mark',
    why: 'OpenClaw skips it, and drops it when it writes the file; scripts that read the file as JSON stop at it.',
    source: [
      'OpenClaw 2026.4.22 and 2026.9.6: accepted in the config and in an included file, gone after `config set`, ran',
      'Python 3.11 json.tool and JSON.parse of Node 24 refuse the file, jq 1.6 takes it, ran',
    ],
    messages: { mark: 'the file begins with a byte order mark (U+FEFF)' },
    example: '\ufeff{ gateway: { mode: "local" } }',
    finds: 'the file begins with a byte order mark (U+FEFF)',
  },
  check({ syntax }, report) {
    for (const at of syntax.byteOrderMarks ?? []) {
      const ops = [{ op: 'rewrite' as const, at, text: '' }];
      report({ messageId: 'mark', at, fix: { title: 'remove the byte order mark', safety: 'safe', ops } });
    }
  },
});
