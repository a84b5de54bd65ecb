import { type Bars, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
import { backtest, RunMemory } from 'barwright/backtest';
import { grid, type SweepResult, sweep } from 'barwright/search';
import { type BenchContext, type BenchRow, measure, recordedRow, type Suite } from './harness.ts';

const MaCross = defineStrategy({
  name: 'MaCross',
  parameters: {
    fast: { type: 'int', min: 2, max: 200, default: 10 },
    slow: { type: 'int', min: 2, max: 500, default: 50 },
  },
  signals(bars, p) {
    const fast = sma(bars.close, p.fast);
    const slow = sma(bars.close, p.slow);
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});

type Pair = { readonly fast: number; readonly slow: number };
const options = { fees: 0.00002, slippage: 0.00001, benchmark: 'none' } as const;
const brackets = { ...options, stopLoss: { fraction: 0.002 }, takeProfit: { fraction: 0.003 } } as const;
const barCount = 100_000;

/** All pairs of windows 5 to `longest`: 990 to 49, 10,011 to 146. */
const pairs = (longest: number) =>
  grid({ fast: { from: 5, to: longest }, slow: { from: 5, to: longest } }, { where: (p) => p.fast < p.slow });

/** The sweep with what tells of luck, which is reckoned when it is read. */
async function swept(bars: Bars, longest: number, run: typeof options | typeof brackets): Promise<readonly number[]> {
  const result: SweepResult<Pair> = await sweep(MaCross, bars, { space: pairs(longest), options: run });
  return [result.best.metrics.sharpe, result.pbo?.probability ?? 0, result.deflatedSharpe?.probability ?? 0];
}

/** One backtest a pair, as one would write it without a sweep. */
function looped(bars: Bars, longest: number): number {
  const memory = new RunMemory();
  let best = Number.NEGATIVE_INFINITY;
  for (let fast = 5; fast <= longest; fast++) {
    for (let slow = fast + 1; slow <= longest; slow++) {
      const { metrics } = backtest(new MaCross({ fast, slow }), bars, { ...options, memory });
      best = Math.max(best, metrics.totalReturn + 0 * (metrics.sharpe + metrics.maxDrawdown + metrics.winRate));
    }
  }
  return best;
}

/**
 * Sweeps of a moving-average cross over 100,000 minute bars. The unit is one bar of one trial. `SEARCH_LONGEST=146` takes all 10,011
 * pairs in place of 990.
 */
export const suite: Suite = {
  name: 'search',
  async run(context: BenchContext): Promise<readonly BenchRow[]> {
    const longest = context.quick ? 14 : Number(process.env.SEARCH_LONGEST ?? 49);
    const trials = ((longest - 4) * (longest - 5)) / 2;
    const unit = 'bar of a trial';
    const shared = {
      suite: 'search',
      unit,
      n: trials * barCount,
      quickN: trials * barCount,
      repeats: 3,
      warmups: 1,
      data: (seed: number) => syntheticBars({ seed, length: barCount, interval: '1m' }),
    } as const;
    const plain = await measure<Bars>(context, {
      ...shared,
      case: 'cross',
      candidates: [
        { name: 'sweep, one thread', role: 'ours', run: (bars) => sweep(MaCross, bars, { space: pairs(longest), options }) },
        { name: 'with PBO and deflated Sharpe', role: 'note', run: (bars) => swept(bars, longest, options) },
        { name: 'a loop of backtests', role: 'note', run: (bars) => looped(bars, longest) },
      ],
    });
    const bracketed = await measure<Bars>(context, {
      ...shared,
      case: 'cross with stop and target',
      candidates: [
        { name: 'sweep, one thread', role: 'ours', run: (bars) => sweep(MaCross, bars, { space: pairs(longest), options: brackets }) },
      ],
    });
    const recorded = { suite: 'search', unit, n: shared.n, comment: 'recorded, not run here; best of five' };
    return [
      ...plain,
      recordedRow({
        ...recorded,
        case: 'cross',
        candidate: 'vectorbt (Numba), ten a call',
        nsPerUnit: 198,
        ratio: 198 / plain[0].nsPerUnit,
      }),
      ...bracketed,
      recordedRow({
        ...recorded,
        case: 'cross with stop and target',
        candidate: 'vectorbt (Numba), ten a call',
        nsPerUnit: 251,
        ratio: 251 / bracketed[0].nsPerUnit,
      }),
    ];
  },
};
