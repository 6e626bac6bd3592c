import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/integration/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tests/support/one-seed.ts'],
    // A slow machine is no fault: speeds are measured by benches.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
