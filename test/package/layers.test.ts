import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { checkLayers, checkModule } from './check-layers.ts';
import { byName } from './index-rules.ts';

const messages = (file: string, text: string): string[] => checkModule(file, text).map(({ line, message }) => `${line}: ${message}`);

describe('the layers of src', () => {
  it('hold in every module', () => {
    expect(checkLayers(fileURLToPath(new URL('../../src/', import.meta.url)))).toEqual([]);
  });
});

describe('the layer check', () => {
  it.each([
    ["import { Bars } from '../market/index.ts';", 'imports upward: `core` (floor 0) from `market` (floor 2)'],
    ["import type { Bars } from '../market/index.ts';", 'imports upward: `core` (floor 0) from `market` (floor 2)'],
    ["import '../market/index.ts';", 'imports upward: `core` (floor 0) from `market` (floor 2)'],
    ["export { Bars } from '../market/index.ts';", 'imports upward: `core` (floor 0) from `market` (floor 2)'],
    ["export type { Bars } from '../market/index.ts';", 'imports upward: `core` (floor 0) from `market` (floor 2)'],
    ["const market = await import('../market/index.ts');", 'imports upward: `core` (floor 0) from `market` (floor 2)'],
    ["type Bars = import('../market/index.ts').Bars;", 'imports upward: `core` (floor 0) from `market` (floor 2)'],
    ["const market = require('../market/index.ts');", 'imports upward: `core` (floor 0) from `market` (floor 2)'],
  ])('names an upward import written as %s', (text, message) => {
    expect(messages('core/time.ts', `const a = 1;\n${text}\n`)).toEqual([`2: ${message}`]);
  });

  it.each([
    ['indicators/sma.ts', "import { sharpe } from '../metrics/index.ts';", 'imports sideways: `indicators` and `metrics` share floor 3'],
    ['splits/k-fold.ts', "import { psr } from '../significance/index.ts';", 'imports sideways: `splits` and `significance` share floor 3'],
    ['search/grid.ts', "import { pca } from '../learn/index.ts';", 'imports sideways: `search` and `learn` share floor 8'],
    [
      'indicators/sma.ts',
      "import { Rng } from '../core/random.ts';",
      'imports past the door: `../core/random.ts` instead of `core/index.ts`',
    ],
    [
      'data/loaders/a.ts',
      "import { Rng } from '../../core/random.ts';",
      'imports past the door: `../../core/random.ts` instead of `core/index.ts`',
    ],
    ['index.ts', "export { Rng } from './core/random.ts';", 'imports past the door: `./core/random.ts` instead of `core/index.ts`'],
    ['core/time.ts', "import { show } from './index.ts';", "imports its own folder's index `./index.ts`"],
    ['core/time.ts', "import { Bars } from '../index.ts';", 'imports the front door `../index.ts`'],
    ['core/time.ts', "import { show } from './check';", 'imports `./check` without its .ts extension'],
    ['core/time.ts', "import { x } from '../../test/x.ts';", 'imports `../../test/x.ts` from outside of src'],
    ['core/time.ts', "import { x } from '../misc/index.ts';", 'imports `../misc/index.ts` from `misc`, which has no floor'],
    ['core/time.ts', "import leftPad from 'left-pad';", 'imports the foreign package `left-pad`'],
    ['market/arrow.ts', "import { Table } from 'apache-arrow';", 'imports `apache-arrow` at once: use `import()` or `import type`'],
    ['data/parquet.ts', "import { parquetRead } from 'hyparquet';", 'imports `hyparquet` at once: use `import()` or `import type`'],
    ['report/page.ts', "await import('apache-arrow');", 'imports `apache-arrow`, which only market, data may'],
    ['core/time.ts', 'export default 1;', 'has a default export: name it'],
    ['core/time.ts', 'export default function now() {}', 'has a default export: name it'],
    ['core/time.ts', 'const a = 1; export { a as default };', 'has a default export: name it'],
    ['core/index.ts', "export * from './time.ts';", 'exports `*`: list the names'],
    ['core/index.ts', "export * as time from './time.ts';", 'exports `*`: list the names'],
    ['indicators/index.ts', "export * as volume from './volume/index.ts';", 'exports `*`: list the names'],
    ['core/index.ts', 'const a = 1;', 'has more than exports in an index'],
    ['core/index.ts', "export { b, a } from './time.ts';", 'lists `a` after `b`: keep names in order'],
    [
      'core/index.ts',
      "export { a } from './time.ts';\nexport { b } from './check.ts';",
      "lists './check.ts' after './time.ts': keep modules in order",
    ],
    ['core/time.ts', '// TO' + 'DO: later', 'leaves a TO' + 'DO'],
    ['core/time.ts', '/* FIX' + 'ME */', 'leaves a FIX' + 'ME'],
    ['core/utils/time.ts', 'export const a = 1;', 'folder `utils` is named after no concept'],
    ['core/helpers.ts', 'export const a = 1;', 'file `helpers.ts` is named after no concept'],
    ['attic/time.ts', 'export const a = 1;', 'folder `attic` has no floor'],
  ])('in %s refuses %s', (file, text, message) => {
    expect(checkModule(file, `${text}\n`).map((violation) => violation.message)).toEqual([message]);
  });

  it.each([
    'core/time.ts',
    'kernels/rolling.ts',
    'market/bars.ts',
    'charts/line.ts',
    'indicators/sma.ts',
    'metrics/sharpe.ts',
    'exchange/venue.ts',
    'strategy/signals.ts',
  ])('refuses Node built-ins in %s', (file) => {
    expect(messages(file, "import { readFileSync } from 'node:fs';\n")).toHaveLength(1);
  });

  it('allows imports downward through the door, beside, and foreign ones where they belong', () => {
    expect(
      messages(
        'data/csv.ts',
        "import { gunzipSync } from 'node:zlib';\nimport { Bars } from '../market/index.ts';\nimport { a } from './bytes.ts';\n",
      ),
    ).toEqual([]);
    expect(
      messages('market/arrow.ts', "import type { Table } from 'apache-arrow';\nconst arrow = await import('apache-arrow');\n"),
    ).toEqual([]);
    expect(messages('statistics/fit.ts', "import { linearRegression } from 'simple-statistics';\n")).toEqual([]);
    expect(messages('index.ts', "export { sma } from './indicators/index.ts';\n")).toEqual([]);
  });

  it('counts lines', () => {
    expect(messages('core/long.ts', '\n'.repeat(500))).toEqual([]);
    expect(messages('core/long.ts', '\n'.repeat(501))).toEqual(['501: has 501 lines, more than 500: split it']);
  });

  it('orders names as the formatter does', () => {
    expect(['sma', 'Bars', 'barFields', 'BarRow', 'p10', 'p9', 'Bar'].sort(byName)).toEqual([
      'Bar',
      'BarRow',
      'Bars',
      'barFields',
      'p9',
      'p10',
      'sma',
    ]);
  });

  describe('over a folder', () => {
    const root = mkdtempSync(join(tmpdir(), 'barwright-layers-'));
    afterAll(() => rmSync(root, { recursive: true }));

    it('finds planted violations with file and line', () => {
      const plant = (file: string, text: string): void => {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), text);
      };
      plant('core/time.ts', 'export const a = 1;\n');
      plant('data/loaders/bybit/rest.ts', "import { a } from '../../../core/index.ts';\n\nimport { b } from '../../../report/index.ts';\n");
      expect(checkLayers(root)).toEqual([
        { file: 'data/loaders/bybit/rest.ts', line: 3, message: 'imports upward: `data` (floor 3) from `report` (floor 10)' },
      ]);
    });
  });
});
