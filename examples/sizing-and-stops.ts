// One strategy under several ways to size and protect it.
import { atr, type BacktestOptions, backtest, crossedAbove, crossedBelow, defineStrategy, ema, scenarios, syntheticBars } from 'barwright';

const Trend = defineStrategy({
  name: 'Trend',
  signals(bars) {
    const fast = ema(bars.close, 20);
    const slow = ema(bars.close, 100);
    return {
      entries: crossedAbove(fast, slow),
      shortEntries: crossedBelow(fast, slow),
      // The column is read at the bar that decided: two average ranges away from the fill.
      stopLoss: { distance: atr(bars, 14), multiple: 2 },
    };
  },
});

const bars = syntheticBars({ seed: 3, length: 17_520, interval: '1h', symbol: 'SYNTH' });
const costs = { fees: { maker: 0.0002, taker: 0.0005 }, spread: 0.0002 };

const ways: Readonly<Record<string, BacktestOptions>> = {
  'all of equity': { size: { equity: 1 } },
  'half of equity': { size: { equity: 0.5 } },
  '1 % of equity at risk to the stop': { size: { riskFraction: 0.01 }, insufficientFunds: 'clip' },
  '1 % at risk, target at 5 %': { size: { riskFraction: 0.01 }, insufficientFunds: 'clip', takeProfit: { fraction: 0.05 } },
  'half, trailing stop at 4 %': { size: { equity: 0.5 }, trailingStop: { fraction: 0.04 } },
  'half, out after two days': { size: { equity: 0.5 }, timeStop: '2d' },
};

console.log('size and stops'.padEnd(36), 'return'.padStart(9), 'drawdown'.padStart(9), 'sharpe'.padStart(7), 'trades'.padStart(7));
for (const [name, way] of Object.entries(ways)) {
  const { metrics, trades } = backtest(new Trend(), bars, { costs, ...way });
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`.padStart(9);
  console.log(
    name.padEnd(36),
    percent(metrics.totalReturn),
    percent(metrics.maxDrawdown),
    metrics.sharpe.toFixed(2).padStart(7),
    String(trades.length).padStart(7),
  );
}

// Where one bar reaches stop and target, the order of the two is not known: run both readings.
const { pessimistic, optimistic } = scenarios(new Trend(), bars, { costs, size: { equity: 0.5 }, takeProfit: { fraction: 0.02 } });
console.log(`\nambiguous bars: ${pessimistic.ambiguousBars.length}`);
console.log(`final equity, stop first:   ${pessimistic.equity.at(-1)?.toFixed(2)}`);
console.log(`final equity, target first: ${optimistic.equity.at(-1)?.toFixed(2)}`);
