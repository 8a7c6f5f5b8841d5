import { defineConfig } from 'vitest/config';

/** Tests against installed OpenClaw releases: `npm run test:oracle` installs them and names them in the environment. */
export default defineConfig({
  test: {
    include: ['test/oracle/**/*.test.ts'],
    testTimeout: 300_000,
    fileParallelism: false,
    restoreMocks: true,
  },
});
