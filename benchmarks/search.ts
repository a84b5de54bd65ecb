import { type Bars, syntheticBars } from 'barwright';
import { backtest, RunMemory } from 'barwright/backtest';
import { type Executor, grid, pointsOf, type SweepResult, type SweepWorkers, sweep, workerPool } from 'barwright/search';
import { type BenchContext, type BenchRow, measure, recordedRow, type Suite } from './harness.ts';
import { Breakout, Idle, MaCross } from './swept-strategies.ts';

type Pair = { readonly fast: number; readonly slow: number };
const options = { fees: 0.00002, slippage: 0.00001, benchmark: 'none' } as const;
const brackets = { ...options, stopLoss: { fraction: 0.002 }, takeProfit: { fraction: 0.003 } } as const;
const barCount = 100_000;

/** All pairs of windows 5 to `longest`: 990 to 49, 10,011 to 146. */
const pairs = (longest: number) =>
  grid({ fast: { from: 5, to: longest }, slow: { from: 5, to: longest } }, { where: (p) => p.fast < p.slow });

/** The sweep with what tells of luck, which is reckoned when it is read. */
async function swept(bars: Bars, longest: number, workers: SweepWorkers): Promise<readonly number[]> {
  const result: SweepResult<Pair> = await sweep(MaCross, bars, { space: pairs(longest), options, workers });
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

/** What threads give where a trial is a run of the event engine, and what a chunk costs that does nothing. */
async function threadsRows(context: BenchContext, one: Executor, two: Executor): Promise<readonly BenchRow[]> {
  const [trials, bars] = [context.quick ? 16 : 120, 100_000];
  const space = grid({ lookback: { from: 20, to: 19 + trials } });
  const judged = async (data: Bars, workers: SweepWorkers): Promise<unknown> =>
    (await sweep(Breakout, data, { space, options, workers })).deflatedSharpe;
  const events = await measure<Bars>(context, {
    suite: 'search',
    case: 'event trials',
    unit: 'bar of a trial',
    n: trials * bars,
    quickN: trials * bars,
    repeats: 5,
    warmups: 1,
    warmupN: bars,
    data: (seed: number) => syntheticBars({ seed, length: bars, interval: '1m' }).toShared(),
    candidates: [
      { name: 'one worker', role: 'ours', run: (data) => judged(data, one) },
      { name: 'two workers', role: 'note', run: (data) => judged(data, two) },
      { name: 'one thread', role: 'note', run: (data) => judged(data, 'inline') },
    ],
  });
  const calls = context.quick ? 50 : 500;
  const points = pointsOf(grid({ lot: [1] }));
  const metrics = ['totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'wins'] as const;
  const job = { strategy: Idle, data: syntheticBars({ seed: 1, length: 200 }), options, metrics, seed: 1 };
  const elsewhere = await one.open(job);
  const chunks = await measure<undefined>(context, {
    suite: 'search',
    case: 'chunk of one idle trial',
    unit: 'chunk',
    n: calls,
    quickN: calls,
    repeats: 5,
    warmups: 2,
    data: () => undefined,
    candidates: [
      {
        name: 'on a worker',
        role: 'ours',
        async run() {
          for (let k = 0; k < calls; k++) await elsewhere.run({ first: 0, points, bars: undefined });
        },
      },
    ],
  });
  await elsewhere.close();
  return [...events, ...chunks];
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
      repeats: 5,
      warmups: 2,
      data: (seed: number) => syntheticBars({ seed, length: barCount, interval: '1m' }),
    } as const;
    const [one, two] = [await workerPool({ threads: 1 }), await workerPool({ threads: 2 })];
    const plain = await measure<Bars>(context, {
      ...shared,
      case: 'cross',
      candidates: [
        { name: 'sweep, one thread', role: 'ours', run: (bars) => sweep(MaCross, bars, { space: pairs(longest), options }) },
        { name: 'with PBO and deflated Sharpe', role: 'note', run: (bars) => swept(bars, longest, 'inline') },
        { name: 'with both, one worker', role: 'note', run: (bars) => swept(bars, longest, one) },
        { name: 'with both, two workers', role: 'note', run: (bars) => swept(bars, longest, two) },
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
    const threads = await threadsRows(context, one, two);
    await Promise.all([one.close(), two.close()]);
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
      ...threads,
    ];
  },
};
