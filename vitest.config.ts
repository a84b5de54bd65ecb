import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';
import { chartLibrary, reportClient } from './tsdown.config.ts';

const src = fileURLToPath(new URL('./src/', import.meta.url));

const config: ViteUserConfig = {
  plugins: [chartLibrary(), reportClient()],
  resolve: {
    alias: [
      { find: /^barwright$/, replacement: `${src}index.ts` },
      { find: /^barwright\/danfo$/, replacement: `${src}data/frames/danfo.ts` },
      { find: /^barwright\/search\/queue$/, replacement: `${src}search/executors/queue/index.ts` },
      { find: /^barwright\/([a-z]+)$/, replacement: `${src}$1/index.ts` },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/kernels/assembly/**'],
      reporter: ['text-summary', 'json-summary'],
      reportOnFailure: true,
    },
  },
};

export default config;
