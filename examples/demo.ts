// npm run demo                 a seeded synthetic market
// npm run demo -- --csv FILE   your own bars, plain or .gz
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Bars,
  BarwrightError,
  backtest,
  crossedAbove,
  crossedBelow,
  readCsv,
  SignalStrategy,
  sma,
  syntheticBars,
  writeReport,
} from 'barwright';

const report = 'out/demo/report.html';

class MaCross extends SignalStrategy<{ fast: number; slow: number }> {
  static parameters = {
    fast: { type: 'int', min: 5, max: 50, default: 10 },
    slow: { type: 'int', min: 20, max: 200, default: 50 },
  } as const;

  signals(bars: Bars, p: this['params']) {
    const fast = sma(bars.close, p.fast);
    const slow = sma(bars.close, p.slow);
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  }
}

/** `BTCUSDT` of `data/BTCUSDT_1h_binance.csv.gz`. */
function symbolOf(file: string): string {
  return basename(file).split(/[_.]/)[0];
}

async function barsOf(file: string | undefined): Promise<Bars> {
  if (file !== undefined) return readCsv(file, { symbol: symbolOf(file) });
  return syntheticBars({ seed: 7, length: 26_304, interval: '1h', start: '2022-01-01', symbol: 'SYNTH', price: 20_000, tickSize: 0.01 });
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { csv: { type: 'string' } }, strict: true });
  const bars = await barsOf(values.csv);
  const result = backtest(new MaCross({ fast: 50, slow: 200 }), bars, {
    cash: 10_000,
    fees: 0.001,
    slippage: 0.0005,
    stopLoss: { fraction: 0.1 },
    takeProfit: { fraction: 0.25 },
  });
  await mkdir('out/demo', { recursive: true });
  await writeReport(result, report);
  console.log(result.summary());
  console.log(`\nReport: ${report}`);
}

main().catch((error: unknown) => {
  const isWrongUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!isWrongUsage && !(error instanceof BarwrightError)) throw error;
  console.error(error.message);
  if (isWrongUsage) console.error('Usage: npm run demo, or npm run demo -- --csv FILE');
  process.exitCode = 1;
});
