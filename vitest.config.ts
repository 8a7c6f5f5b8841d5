import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/oracle/**'],
    globalSetup: ['test/build.setup.ts'],
    testTimeout: 30_000,
    restoreMocks: true,
  },
});
