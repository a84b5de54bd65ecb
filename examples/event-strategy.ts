// A strategy of events on two perpetuals: brackets, risk per trade, funding, margin and the trader's own limits.
import { mkdir } from 'node:fs/promises';
import { type Bar, backtest, bybitLinear, type Context, Strategy, writeReport } from 'barwright';
import { syntheticMarket } from 'barwright/data';

class Breakout extends Strategy<{ lookback: number; risk: number }> {
  static parameters = {
    lookback: { type: 'int', min: 10, max: 200, default: 55 },
    risk: { type: 'float', min: 0.001, max: 0.05, default: 0.01 },
  } as const;
  high = this.indicator('max', { period: this.params.lookback }, { input: 'high' });
  atr = this.indicator('atr', { period: 14 });

  override onBar(bar: Bar, ctx: Context) {
    if (ctx.isIdle(bar.symbol) && bar.close > this.high.previous) {
      ctx.buy(bar.symbol, {
        size: { riskFraction: this.params.risk },
        stopLoss: bar.close - 2 * this.atr.value,
        takeProfit: bar.close + 4 * this.atr.value,
        tag: 'breakout',
      });
    }
  }
}

const market = syntheticMarket({ seed: 11, length: 8_760, interval: '1h', symbols: ['AAAUSDT', 'BBBUSDT'], correlation: 0.6 });
const [{ time }] = market;
const settled = time.filter((_, i) => i % 8 === 0);
const rates = { time: settled, rate: settled.map(() => 0.0001) };
const result = backtest(new Breakout(), market, {
  venue: bybitLinear({ leverage: 5, funding: { AAAUSDT: rates, BBBUSDT: rates } }),
  cash: 100_000,
  slippage: 0.0002,
  latency: { orderMs: 50, dataMs: 20 },
  limits: { maxDrawdown: 0.3, maxDailyLoss: 0.05 },
});

console.log(result.summary());
const [first] = result.trades;
console.log(`first trade: ${first.quantity} ${first.symbol}, ${first.exitReason}, ${first.pnl.toFixed(2)}`);
await mkdir('out/examples', { recursive: true });
await writeReport(result, 'out/examples/event-strategy.html');
