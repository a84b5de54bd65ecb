import { type Bars, syntheticBars } from 'barwright';
import { type Executor, grid, workerPool } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { type WalkForwardJson, walkForward } from 'barwright/validation';
import { type BenchContext, type BenchRow, measure, type Suite } from './harness.ts';

const barCount = 50_000;
/** 24 windows of a quarter of the bars each. */
const windows = { train: { bars: 12_500 }, test: { bars: 1_563 } } as const;
const options = { fees: 0.0005, slippage: 0.0002, benchmark: 'none' } as const;
const budgetMs = 4_000;

async function walked(bars: Bars, workers: 'inline' | Executor, trials: number): Promise<WalkForwardJson['efficiency']> {
  const space = grid({ fast: { from: 5, to: 29 }, slow: { from: 30, to: 30 + 5 * (trials / 25 - 1), step: 5 } });
  return (await walkForward(MovingAverageCross, bars, { ...windows, space, options, workers })).efficiency;
}

/** A walk-forward of 24 windows with 500 trials each over 50,000 bars. The unit is one trial. */
export const suite: Suite = {
  name: 'validation',
  async run(context: BenchContext): Promise<readonly BenchRow[]> {
    const trials = context.quick ? 50 : 500;
    const n = 24 * trials;
    const pool = await workerPool({ threads: 2 });
    try {
      const rows = await measure<Bars>(context, {
        suite: 'validation',
        case: 'walk-forward',
        unit: 'trial',
        n,
        quickN: n,
        repeats: 3,
        warmups: 1,
        data: (seed) => syntheticBars({ seed, length: barCount, interval: '1h' }),
        candidates: [
          { name: 'two threads', role: 'ours', run: (bars) => walked(bars, pool, trials) },
          { name: 'one thread', role: 'note', run: (bars) => walked(bars, 'inline', trials) },
        ],
      });
      const [ours] = rows;
      const nsPerUnit = (budgetMs * 1e6) / (24 * 500);
      return [
        ...rows,
        { ...ours, candidate: 'budget', role: 'note', nsPerUnit, spread: 1, ratio: nsPerUnit / ours.nsPerUnit, comment: `${budgetMs} ms` },
      ];
    } finally {
      await pool.close();
    }
  },
};
