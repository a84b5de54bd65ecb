import {
  type BacktestOptions,
  type BacktestResult,
  Bars,
  backtest,
  crossedAbove,
  crossedBelow,
  defineStrategy,
  rsi,
  sma,
  syntheticBars,
} from 'barwright';
import { syntheticMarket } from 'barwright/data';

/** Text that would run in a page that does not escape it. */
export const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'';

const Cross = defineStrategy({
  name: 'Cross',
  parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 3, max: 200, default: 50 } },
  signals(bars, p) {
    const [fast, slow] = [sma(bars.close, p.fast), sma(bars.close, p.slow)];
    rsi(bars.close, 14);
    const [up, down] = [crossedAbove(fast, slow), crossedBelow(fast, slow)];
    return { entries: up, exits: down, shortEntries: down, shortExits: up };
  },
});
const Idle = defineStrategy({
  name: 'Idle',
  signals: (bars) => ({ entries: new Uint8Array(bars.length), exits: new Uint8Array(bars.length) }),
});

/** Two years of hours with stops and targets. */
export function usual(length: number = 17_000, options: BacktestOptions = {}): BacktestResult {
  const bars = syntheticBars({ seed: 11, length, interval: '1h', symbol: 'BTCUSDT', price: 42_000, tickSize: 0.01, start: '2022-01-01' });
  return backtest(new Cross(), bars, { fees: 0.0004, stopLoss: { fraction: 0.03 }, takeProfit: { fraction: 0.06 }, ...options });
}

/** Half a million minutes and tens of thousands of trades. */
export function large(): BacktestResult {
  const bars = syntheticBars({ seed: 3, length: 500_000, interval: '1m', symbol: 'SYN' });
  return backtest(new Cross({ fast: 10, slow: 30 }), bars, { fees: 0.00001 });
}

/** Three instruments, one with a hostile name. */
export function several(): BacktestResult {
  const market = syntheticMarket({ seed: 5, length: 900, interval: '1d', start: '2019-01-01', symbols: ['AAA', 'BBB', hostile] });
  return backtest(new Cross({ fast: 20, slow: 60 }), market, { fees: 0.001 });
}

/** No signal, so no trade. */
export function idle(length: number = 300): BacktestResult {
  return backtest(new Idle(), syntheticBars({ seed: 1, length, interval: '1d' }));
}

/** A market that never moves. */
export function flat(): BacktestResult {
  const ones = new Float64Array(50).fill(1);
  const time = ones.map((_, i) => i * 86_400_000);
  const Always = defineStrategy({ name: 'Always', signals: (bars) => ({ exposure: new Float64Array(bars.length).fill(1) }) });
  return backtest(new Always(), Bars.fromColumns({ time, open: ones, high: ones, low: ones, close: ones }));
}

/** A short of fifteen times the capital, which ends in ruin. */
export function ruined(): BacktestResult {
  const Short = defineStrategy({ name: 'Short', signals: (bars) => ({ exposure: new Float64Array(bars.length).fill(-15) }) });
  return backtest(new Short(), syntheticBars({ seed: 1, length: 3_000, interval: '1h' }), { leverage: 20, direction: 'both' });
}
