import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { UserConfig } from 'tsdown';

const folders: readonly string[] = [
  'core',
  'kernels',
  'market',
  'charts',
  'data',
  'indicators',
  'metrics',
  'statistics',
  'splits',
  'significance',
  'exchange',
  'risk',
  'strategy',
  'backtest',
  'search',
  'validation',
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

/** Serves `virtual:report-client` as a module whose default export is the bundled script of the report's page. */
export function reportClient(): { name: string; resolveId(id: string): string | undefined; load(id: string): Promise<string | undefined> } {
  const name = 'virtual:report-client';
  return {
    name: 'report-client',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: async (id) => {
      if (id !== `\0${name}`) return undefined;
      const input = fileURLToPath(new URL('./src/report/client/main.ts', import.meta.url));
      const bundle = await rolldown({ input, platform: 'browser' });
      const { output } = await bundle.generate({ format: 'iife', minify: true });
      await bundle.close();
      return `export default ${JSON.stringify(output[0].code)};`;
    },
  };
}

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const frontDoor = fileURLToPath(new URL('./src/index.ts', import.meta.url));

const everyday = new Set([
  ...(/\{([^}]*)\} from '.\/indicators\/index.ts'/.exec(readFileSync(frontDoor, 'utf8'))?.[1].match(/\w+/g) ?? []),
  ...[...readFileSync(new URL('./src/indicators/everyday.ts', import.meta.url), 'utf8').matchAll(/\/([\w-]+)\.ts'/g)].map(
    ([, file]) => file,
  ),
]);

/** What every indicator stands on. */
const framework = new Set(['compute', 'entry', 'everyday', 'parameters', 'registry', 'streaming']);

/** Whether a module is reached from the front door only through the index of the indicators, for one that it does not pass on. */
function isCatalogOnly(id: string): boolean {
  const [, group, file] = /[\\/]src[\\/]indicators[\\/](?:([\w-]+)[\\/])?([\w-]+)\.ts$/.exec(id) ?? [];
  if (file === undefined || group === 'steps' || group === 'crossing') return false;
  return group === undefined ? !framework.has(file) : !everyday.has(file);
}

/**
 * Everything that the front door loads at once is two chunks, so that `import 'barwright'` opens three files: what
 * indicators stand on, which bundlers shake alone, and the engines. Indicators that the front door does not pass on are a
 * chunk that it leaves alone, and what is imported lazily stays apart.
 */
const chunks = [
  { name: 'foundation', test: /[\\/]src[\\/](core|kernels|market|indicators)[\\/]/, priority: 3 },
  { name: 'catalog', test: { test: isCatalogOnly }, priority: 2 },
  { name: 'engines', test: /[\\/]src[\\/]/, priority: 1 },
].map(({ name, test, priority }) => ({
  name: (id: string, graph: ModuleGraph) =>
    test.test(id) && (name === 'catalog' || !isCatalogOnly(id)) && reachableFrom(frontDoor, graph).has(id) ? name : null,
  priority,
}));

function reachableFrom(root: string, graph: ModuleGraph): ReadonlySet<string> {
  const seen = new Set([root]);
  for (const id of seen) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) seen.add(next);
  return seen;
}

const config: UserConfig = {
  entry: {
    index: 'src/index.ts',
    danfo: 'src/data/frames/danfo.ts',
    'search-worker': 'src/search/executors/workers/worker-entry.ts',
    'search-queue': 'src/search/executors/queue/index.ts',
    'barwright-worker': 'src/search/executors/queue/barwright-worker.ts',
    ...Object.fromEntries(folders.map((folder) => [folder, `src/${folder}/index.ts`])),
  },
  format: ['esm', 'cjs'],
  platform: 'node',
  target: 'node20',
  dts: true,
  clean: true,
  sourcemap: false,
  inputOptions: { checks: { ineffectiveDynamicImport: false, pluginTimings: false } },
  outputOptions: { comments: { jsdoc: false }, codeSplitting: { groups: chunks } },
  plugins: [chartLibrary(), reportClient()],
};

export default config;
