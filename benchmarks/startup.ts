import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { syntheticBars } from 'barwright';
import { writeCsv } from 'barwright/data';
import { type BenchContext, type BenchRow, median, type Suite } from './harness.ts';

const door = fileURLToPath(new URL('../dist/index.mjs', import.meta.url));
const length = 100_000;

interface Script {
  readonly text: string;
  readonly arguments: readonly string[];
}

const scripts = (csv: string): Readonly<Record<'bare' | 'import' | 'require' | 'cold', Script>> => ({
  bare: { text: '', arguments: [] },
  import: { text: `import '${pathToFileURL(door)}';`, arguments: [] },
  require: {
    text: `import { createRequire } from 'node:module'; createRequire(import.meta.url)(${JSON.stringify(door.replace(/mjs$/, 'cjs'))});`,
    arguments: [],
  },
  cold: {
    text: `import { backtest, crossedAbove, crossedBelow, defineStrategy, readCsv, sma } from '${pathToFileURL(door)}';
      const Cross = defineStrategy({
        signals({ close }) {
          const fast = sma(close, 10), slow = sma(close, 50);
          return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow), stopLoss: { fraction: 0.05 } };
        },
      });
      const bars = await readCsv(process.argv[2]);
      const { metrics, equity } = backtest(new Cross(), bars, { fees: 0.001 });
      const { totalReturn, cagr, sharpe, sortino, maxDrawdown, tradeCount, winRate, profitFactor } = metrics;
      if (equity.length !== ${length}) throw new Error('The bars were not read.');
      console.log(totalReturn, cagr, sharpe, sortino, maxDrawdown, tradeCount, winRate, profitFactor);`,
    arguments: [csv],
  },
});

/** Wall times of a script in fresh processes, ms. */
interface Times {
  readonly ms: number;
  /** Beyond a bare node that was started just before. */
  readonly over: number;
  readonly spread: number;
}

/** Times of each script in fresh processes, in turn; medians. */
function timesOf(folder: string, all: ReturnType<typeof scripts>, repeats: number): Readonly<Record<keyof typeof all, Times>> {
  const names = Object.keys(all) as (keyof typeof all)[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<keyof typeof all, number[]>;
  for (const name of names) writeFileSync(join(folder, `${name}.mjs`), all[name].text);
  for (let repeat = -1; repeat < repeats; repeat++) {
    for (const name of names) {
      const begin = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [join(folder, `${name}.mjs`), ...all[name].arguments], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`The script \`${name}\` failed:\n${stderr}`);
      if (repeat >= 0) times[name].push(performance.now() - begin);
    }
  }
  const of = (name: keyof typeof all): Times => ({
    ms: median(times[name]),
    over: median(times[name].map((ms, i) => ms - times.bare[i])),
    spread: Math.max(...times[name]) / Math.min(...times[name]),
  });
  return { bare: of('bare'), import: of('import'), require: of('require'), cold: of('cold') };
}

/** What starting costs: importing the package, and a whole script from a CSV file of 100,000 bars to its metrics. */
export const suite: Suite = {
  name: 'startup',
  async run({ quick }: BenchContext): Promise<readonly BenchRow[]> {
    if (!existsSync(door)) throw new Error('The package is not built: `npm run build` first.');
    const folder = mkdtempSync(join(tmpdir(), 'barwright-startup-'));
    try {
      const csv = join(folder, 'bars.csv');
      const steps = { tickSize: 0.01, quantityStep: 0.001 };
      await writeCsv(syntheticBars({ seed: 1, length, interval: '1m', price: 20_000, instrument: steps }), csv);
      const { bare, import: imported, require: required, cold } = timesOf(folder, scripts(csv), quick ? 5 : 15);
      const row = (name: string, candidate: string, role: BenchRow['role'], ms: number, ours: number, spread: number): BenchRow => ({
        suite: 'startup',
        case: name,
        candidate,
        role,
        unit: 'process',
        n: 1,
        nsPerUnit: ms * 1e6,
        spread,
        ratio: ms / ours,
        verified: false,
        comment: `${ms.toFixed(1)} ms`,
      });
      const { over } = imported;
      return [
        row('import over a bare node', "import 'barwright'", 'ours', over, over, imported.spread),
        row('import over a bare node', "require('barwright')", 'note', required.over, over, required.spread),
        row('import over a bare node', 'budget', 'note', 30, over, 1),
        row('import over a bare node', 'bare node', 'note', bare.ms, over, bare.spread),
        row('cold script of 100000 bars', 'from CSV to metrics', 'ours', cold.ms, cold.ms, cold.spread),
        row('cold script of 100000 bars', 'the same over a bare node', 'note', cold.over, cold.ms, cold.spread),
        row('cold script of 100000 bars', 'budget', 'note', 150, cold.ms, 1),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
