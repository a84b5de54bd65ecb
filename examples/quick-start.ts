// The shortest way from bars to a tear sheet.
import { mkdir } from 'node:fs/promises';
import { backtest, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars, writeReport } from 'barwright';

const MaCross = defineStrategy({
  name: 'MaCross',
  parameters: {
    fast: { type: 'int', min: 5, max: 50, default: 20 },
    slow: { type: 'int', min: 20, max: 200, default: 100 },
  },
  signals(bars, p) {
    const fast = sma(bars.close, p.fast);
    const slow = sma(bars.close, p.slow);
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});

const bars = syntheticBars({ seed: 42, length: 8_760, interval: '1h', symbol: 'SYNTH' });
const result = backtest(new MaCross(), bars, { cash: 10_000, fees: 0.001, slippage: 0.0005 });

console.log(result.summary());
await mkdir('out/examples', { recursive: true });
await writeReport(result, 'out/examples/quick-start.html');
