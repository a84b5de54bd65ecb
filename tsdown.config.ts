import { readFileSync } from 'node:fs';
import type { UserConfig } from 'tsdown';

const folders: readonly string[] = [
  'core',
  'kernels',
  'market',
  'charts',
  'data',
  'indicators',
  'metrics',
  'exchange',
  'risk',
  'strategy',
  'backtest',
  'report',
];

/** Serves `virtual:chart-library` as a module whose default export is the source text of the inlined chart library. */
export function chartLibrary(): { name: string; resolveId(id: string): string | undefined; load(id: string): string | undefined } {
  const name = 'virtual:chart-library';
  return {
    name: 'chart-library',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => {
      if (id !== `\0${name}`) return undefined;
      const file = new URL('./node_modules/lightweight-charts/dist/lightweight-charts.standalone.production.js', import.meta.url);
      return `export default ${JSON.stringify(readFileSync(file, 'utf8'))};`;
    },
  };
}

const config: UserConfig = {
  entry: {
    index: 'src/index.ts',
    danfo: 'src/data/frames/danfo.ts',
    ...Object.fromEntries(folders.map((folder) => [folder, `src/${folder}/index.ts`])),
  },
  format: ['esm', 'cjs'],
  platform: 'node',
  target: 'node20',
  dts: true,
  clean: true,
  sourcemap: false,
  plugins: [chartLibrary()],
};

export default config;
