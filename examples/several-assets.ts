// One strategy on four correlated assets: on one account, and each on its own.
import { backtest, crossedAbove, crossedBelow, defineStrategy, sma } from 'barwright';
import { syntheticMarket } from 'barwright/data';

const MaCross = defineStrategy({
  name: 'MaCross',
  signals(bars) {
    const fast = sma(bars.close, 20);
    const slow = sma(bars.close, 100);
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});

const market = syntheticMarket({
  seed: 5,
  length: 2_000,
  interval: '1d',
  symbols: ['ALFA', 'BRAVO', { symbol: 'CHARLIE', volatility: 0.9 }, { symbol: 'DELTA', volatility: 0.3 }],
  correlation: 0.5,
});

for (const account of ['shared', 'separate'] as const) {
  const result = backtest(new MaCross(), market, { cash: 100_000, fees: 0.001, account });
  console.log(`${account} account`);
  console.log(`  final equity ${result.equity.at(-1)?.toFixed(2)}, Sharpe ratio ${result.metrics.sharpe.toFixed(2)}`);
  for (const symbol of result.symbols) {
    const pnl = [...result.positions].filter((position) => position.symbol === symbol).reduce((sum, position) => sum + position.pnl, 0);
    console.log(`  ${symbol.padEnd(8)} ${pnl.toFixed(2).padStart(12)}`);
  }
}
