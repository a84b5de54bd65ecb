/** Prints the table of real bars in the guide to Monte Carlo: `npx tsx docs/monte-carlo-table.ts`. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCsv } from 'barwright/data';
import { MovingAverageCross } from 'barwright/strategy';
import { type MonteCarloReport, monteCarlo, type WorldName } from 'barwright/validation';

const folder = fileURLToPath(new URL('../../shared/data/ohlcv/1h/', import.meta.url));
const percent = (share: number | null): string => (share === null ? 'n/a' : `${Math.round(100 * share)}%`);

if (!existsSync(folder)) throw new Error(`The bars are not there: ${folder}`);
for (const file of readdirSync(folder).sort()) {
  const bars = await readCsv(folder + file);
  const worlds = (world: WorldName): Promise<MonteCarloReport> =>
    monteCarlo(new MovingAverageCross(), bars, { world, worlds: 200, options: { fees: 0.00055, slippage: 0.0002 } });
  const [garch, bootstrap, permutation] = [await worlds('garch'), await worlds('bootstrap'), await worlds('permutation')];
  const { totalReturn, sharpe, maxDrawdown } = garch.metrics;
  const above = [garch, bootstrap, permutation].map(({ metrics }) => percent(metrics.sharpe.percentile));
  const real = [percent(totalReturn.real), (sharpe.real ?? Number.NaN).toFixed(2), percent(maxDrawdown.real)];
  const odds = [percent(garch.lossProbability), percent(garch.drawdownProbability(0.5))];
  console.log(`| ${[file.split('_')[0], ...real, ...above, ...odds].join(' | ')} |`);
}
