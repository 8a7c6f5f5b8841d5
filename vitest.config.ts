import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 30_000, restoreMocks: true };
const built = ['test/cli/**/*.test.ts', 'test/docs/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'units', include: ['test/**/*.test.ts'], exclude: [...built, 'test/oracle/**'] } },
      // These run the program as it ships, so it is built first.
      { test: { ...shared, name: 'program', include: built, globalSetup: ['test/build.setup.ts'] } },
    ],
  },
});
