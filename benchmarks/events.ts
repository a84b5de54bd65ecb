import { type Bar, type Bars, backtest, type Context, Strategy, syntheticBars } from 'barwright';
import { type BacktestOptions, RunMemory } from 'barwright/backtest';
import { type BenchContext, type BenchRow, measure, recordedRow, type Suite } from './harness.ts';

/** Crosses of two streaming averages, with or without brackets. */
class Cross extends Strategy {
  static readonly brackets: object = {};
  readonly fast = this.indicator('sma', { period: 10 });
  readonly slow = this.indicator('sma', { period: 50 });

  override onBar({ symbol }: Bar, ctx: Context): void {
    const { fast, slow } = this;
    if (fast.value > slow.value && fast.previous <= slow.previous) {
      if (ctx.isIdle(symbol)) ctx.buy(symbol, { size: { equity: 0.95 }, ...(this.constructor as typeof Cross).brackets });
    } else if (fast.value < slow.value && fast.previous >= slow.previous) ctx.close(symbol);
  }
}
class BracketedCross extends Cross {
  static override readonly brackets = { stopLoss: { fraction: 0.002 }, takeProfit: { fraction: 0.003 } };
}

const options = { fees: 0.00002, slippage: 0.00001, benchmark: 'none' } as const satisfies BacktestOptions;
const memory = new RunMemory();

/** backtesting.py, nanoseconds a bar, as recorded. */
const backtestingPy = { plain: 5_400, brackets: 5_550 };

const last = (strategy: Strategy, data: Bars | Readonly<Record<string, Bars>>): number => {
  const { equity } = backtest(strategy, data, { ...options, memory });
  return equity[equity.length - 1];
};

/** The event engine: one instrument, with brackets, and twenty instruments merged. */
export const suite: Suite = {
  name: 'events',
  async run(context: BenchContext): Promise<readonly BenchRow[]> {
    const shared = { suite: 'events', unit: 'bar', n: 1_000_000, repeats: 5, warmups: 30, warmupN: 2_000 } as const;
    const one = (seed: number, n: number): Bars => syntheticBars({ seed, length: n, interval: '1m', symbol: 'ONE' });
    const plain = await measure<Bars>(context, {
      ...shared,
      case: 'cross',
      data: one,
      candidates: [{ name: 'barwright', role: 'ours', run: (bars) => last(new Cross(), bars) }],
    });
    const bracketed = await measure<Bars>(context, {
      ...shared,
      case: 'cross with brackets',
      data: one,
      candidates: [{ name: 'barwright', role: 'ours', run: (bars) => last(new BracketedCross(), bars) }],
    });
    const merged = await measure<Readonly<Record<string, Bars>>>(context, {
      ...shared,
      case: 'twenty instruments',
      data: (seed, n) =>
        Object.fromEntries(
          Array.from({ length: 20 }, (_, k) => [
            `S${k}`,
            syntheticBars({ seed: seed * 20 + k, length: Math.ceil(n / 20), interval: '1m' }),
          ]),
        ),
      candidates: [{ name: 'barwright', role: 'ours', run: (data) => last(new Cross(), data) }],
    });
    const recorded = (rows: readonly BenchRow[], nsPerUnit: number): BenchRow =>
      recordedRow({
        suite: 'events',
        case: rows[0].case,
        candidate: 'backtesting.py',
        unit: 'bar',
        n: rows[0].n,
        nsPerUnit,
        ratio: nsPerUnit / rows[0].nsPerUnit,
        comment: 'recorded, not run here',
      });
    return [...plain, recorded(plain, backtestingPy.plain), ...bracketed, recorded(bracketed, backtestingPy.brackets), ...merged];
  },
};
