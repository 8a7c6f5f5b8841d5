// Writes two texts in turn until it is killed; started by kill.test.ts.
import { readFileSync } from 'node:fs';
import { writeConfig } from '../../src/fix/write.js';

const [file = ''] = process.argv.slice(2);
for (;;) {
  const before = readFileSync(file, 'utf8');
  const after = before.startsWith('A') ? 'B'.repeat(50_000) : 'A'.repeat(70_000);
  await writeConfig({ file, before, after, now: new Date() });
  process.stdout.write('.');
}
