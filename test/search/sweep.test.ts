import {
  ArgumentError,
  type Bar,
  type Bars,
  backtest,
  type Context,
  crossedAbove,
  crossedBelow,
  defineStrategy,
  rsi,
  SignalStrategy,
  Strategy,
  sma,
  syntheticBars,
} from 'barwright';
import type { BacktestOptions } from 'barwright/backtest';
import { randomRejects } from 'barwright/exchange';
import { grid, hyperband, randomSearch, type SweepProgress, type SweepResult, space, sweep, tpe } from 'barwright/search';
import { effectiveTrials, pbo } from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

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

class Dip extends SignalStrategy<{ period: number; level: number }> {
  static parameters = {
    period: { type: 'int', min: 2, max: 50, default: 14 },
    level: { type: 'float', min: 5, max: 60, default: 30 },
  } as const;
  signals(bars: Bars, p: this['params']) {
    const value = rsi(bars.close, p.period);
    return { entries: Uint8Array.from(value, (v) => +(v < p.level)), exits: Uint8Array.from(value, (v) => +(v > 55)) };
  }
}

class Breakout extends Strategy<{ lookback: number }> {
  static parameters = { lookback: { type: 'int', min: 5, max: 200, default: 20 } } as const;
  high = this.indicator('max', { period: this.params.lookback }, { input: 'high' });
  low = this.indicator('min', { period: this.params.lookback }, { input: 'low' });
  override onBar(bar: Bar, ctx: Context): void {
    if (ctx.isIdle(bar.symbol) && bar.close > this.high.previous) ctx.buy(bar.symbol);
    else if (!ctx.isIdle(bar.symbol) && bar.close < this.low.previous) ctx.close(bar.symbol);
  }
}

const bars = syntheticBars({ seed: 7, length: 3_000, symbol: 'AAA' });
const windows = grid({ fast: { from: 4, to: 16, step: 4 }, slow: { from: 8, to: 40, step: 8 } }, { where: (p) => p.fast < p.slow });

/** The metrics of a trial and those of the backtest that it stands for. */
function expectEqual(trial: { readonly metrics: object }, result: ReturnType<typeof backtest>): void {
  const { totalReturn, sharpe, maxDrawdown, tradeCount, winRate, volatility } = result.metrics;
  const metrics = trial.metrics as Record<string, number>;
  const close = (ours: number, theirs: number, rounding = 0): void => {
    if (Object.is(ours, theirs)) return;
    expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(theirs)) + rounding);
  };
  close(metrics.totalReturn, totalReturn);
  // Returns are exact to half of 2^-52, which the ratio carries over their deviation.
  close(metrics.sharpe, sharpe, (2 ** -51 * result.periodsPerYear) / volatility);
  close(metrics.maxDrawdown, maxDrawdown);
  expect(metrics.trades).toBe(tradeCount);
  expect(metrics.wins).toBe(tradeCount === 0 ? 0 : Math.round(winRate * tradeCount));
}

const runs: fc.Arbitrary<BacktestOptions> = fc.record(
  {
    fees: fc.constantFrom(0.0005, 0.002, -0.0001),
    slippage: fc.constantFrom(0.0003, 0.001),
    fillAt: fc.constantFrom('nextOpen', 'nextClose', 'close'),
    direction: fc.constantFrom('long', 'short', 'both'),
    size: fc.constantFrom({ equity: 0.5 }, { units: 3 }, { notional: 2_000 }, { cash: 1 }, { equity: 1.4 }),
    stopLoss: fc.constantFrom({ fraction: 0.01 }, { distance: 2 }),
    takeProfit: fc.constantFrom({ fraction: 0.02 }),
    trailingStop: fc.constantFrom({ fraction: 0.015 }),
    timeStop: fc.constantFrom({ bars: 5 }),
    leverage: fc.constantFrom(1, 2),
    onRepeat: fc.constantFrom('ignore', 'accumulate'),
    onExit: fc.constantFrom('close', 'reduce'),
    insufficientFunds: fc.constantFrom('reject', 'clip'),
    signalsAfterExit: fc.constantFrom('use', 'drop'),
    riskFree: fc.constantFrom(0.03),
    tradeFrom: fc.constantFrom(bars.time[200], bars.time[2_500]),
  },
  { requiredKeys: [] },
) as never;

describe('the metrics of a trial', () => {
  it('are those of a backtest of its parameters', async () => {
    await fc.assert(
      fc.asyncProperty(runs, fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 2, max: 600 }), async (options, seed, length) => {
        const data = syntheticBars({ seed, length: length + (options.tradeFrom === undefined ? 0 : 2_600) });
        const result = await sweep(MaCross, data, { space: windows, options, minTrades: 0, objective: 'totalReturn' });
        expect(result.trials.length).toBe(16);
        for (const trial of [0, 5, 11, 15]) {
          const { params, metrics } = result.trial(trial);
          expectEqual({ metrics }, backtest(new MaCross(params), data, options));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are those of a backtest for several instruments on one account and on accounts of their own', async () => {
    const data = { AAA: bars, BBB: syntheticBars({ seed: 8, length: 2_700, symbol: 'BBB' }) };
    for (const account of ['shared', 'separate'] as const) {
      const result = await sweep(MaCross, data, { space: windows, options: { account, fees: 0.001 } });
      for (const trial of result.top(5)) expectEqual(trial, backtest(new MaCross(trial.params), data, { account, fees: 0.001 }));
    }
  });

  it('are those of a backtest for event strategies', async () => {
    const result = await sweep(Breakout, bars, { space: grid({ lookback: [10, 20, 40] }), options: { fees: 0.001 } });
    for (const trial of result.top(3)) expectEqual(trial, backtest(new Breakout(trial.params), bars, { fees: 0.001 }));
  });

  it('come from a seed of each trial, with which it can be run again', async () => {
    const rejects = randomRejects(0.3);
    const run = async (seed: number, own = {}): Promise<SweepResult<{ lookback: number }>> =>
      sweep(Breakout, bars, { space: grid({ lookback: [10, 11, 12] }), seed, options: { costs: { rejects }, ...own } });
    const [first, second, other] = [await run(1), await run(1), await run(2)];
    for (const trial of [0, 1, 2]) expectEqual(first.trial(trial), first.trial(trial).result());
    expect(first.trials.toRows()).toEqual(second.trials.toRows());
    expect(first.trials.toRows()).not.toEqual(other.trials.toRows());
    const fixed = await run(1, { seed: 9 });
    expectEqual(fixed.trial(1), backtest(new Breakout({ lookback: 11 }), bars, { costs: { rejects }, seed: 9 }));
  });

  it('include others on request', async () => {
    const result = await sweep(Dip, bars, { space: grid({ period: [5, 10], level: [20, 40] }), objective: 'sortino', metrics: ['calmar'] });
    const { params, metrics } = result.best;
    const { sortino, calmar } = backtest(new Dip(params), bars).metrics;
    expect(metrics).toMatchObject({ sortino, calmar });
  });

  it('do not change where a strategy asks for an indicator of a column that it writes anew', async () => {
    const scratch = new Float64Array(bars.length);
    const Scaled = defineStrategy({
      parameters: { power: { type: 'float', min: 0.1, max: 3, default: 1 } },
      signals({ close }, p) {
        for (let i = 0; i < close.length; i++) scratch[i] = close[i] ** p.power * (1 + 0.01 * Math.sin(i * p.power));
        const mean = sma(scratch, 20);
        return { entries: crossedAbove(scratch, mean), exits: crossedBelow(scratch, mean) };
      },
    });
    const result = await sweep(Scaled, bars, { space: grid({ power: [0.5, 1, 2] }) });
    for (const trial of result.top(3)) expectEqual(trial, backtest(new Scaled(trial.params), bars));
  });
});

describe('a sweep', () => {
  it('keeps every trial, ranks them and knows the best', async () => {
    const result = await sweep(MaCross, bars, { space: windows, options: { fees: 0.001 } });
    const sharpe = result.trials.column('sharpe');
    expect(result.best.metrics.sharpe).toBe(Math.max(...sharpe));
    expect(result.top(3).map(({ metrics }) => metrics.sharpe)).toEqual([...sharpe].sort((a, b) => b - a).slice(0, 3));
    expect(result.trials.at(result.best.trial)).toMatchObject({ ...result.best.params, status: 'ok', reason: undefined });
    expectEqual(result.best, result.best.result());
    expect(result.summary()).toContain('16 trials on 3,000 bars');
  });

  it('takes an objective that is better when lower, and one of several metrics', async () => {
    const calm = await sweep(MaCross, bars, { space: windows, objective: 'volatility' });
    expect(calm.best.metrics.volatility).toBe(Math.min(...calm.trials.column('volatility' as 'sharpe')));
    const mixed = await sweep(MaCross, bars, { space: windows, objective: (m) => m.totalReturn - 2 * Math.abs(m.maxDrawdown) });
    const worth = Array.from(mixed.trials, (row) => row.totalReturn + 2 * row.maxDrawdown);
    expect(mixed.best.score).toBeCloseTo(Math.max(...worth), 12);
  });

  it('has a Pareto front for several objectives', async () => {
    const result = await sweep(MaCross, bars, { space: windows, objective: ['totalReturn', 'maxDrawdown'] });
    const rows = result.trials.toRows();
    const isDominated = (row: (typeof rows)[number]): boolean =>
      rows.some(
        (other) =>
          other.totalReturn >= row.totalReturn &&
          other.maxDrawdown >= row.maxDrawdown &&
          (other.totalReturn > row.totalReturn || other.maxDrawdown > row.maxDrawdown),
      );
    const front = rows.filter((row) => !isDominated(row)).map(({ trial }) => trial);
    expect(result.front.map(({ trial }) => trial).sort((a, b) => a - b)).toEqual(front);
    expect(result.front[0].trial).toBe(result.best.trial);
  });

  it('says how likely the best is luck as the functions of arrays do', async () => {
    const result = await sweep(MaCross, bars, { space: windows });
    const returns = Array.from({ length: 16 }, (_, trial) => result.trial(trial).result().returns);
    expect(result.pbo?.probability).toBe(pbo(returns).probability);
    expect(result.pbo).toMatchObject({ trials: 16, tried: 16, blocks: 16, metric: 'sharpe' });
    expect(result.deflatedSharpe?.trials).toBeCloseTo(effectiveTrials(returns).trials, 10);
    expect(result.deflatedSharpe).toMatchObject({ tried: 16, sampled: 16 });
  });

  it('gives the same trials for the same seed, by every sampler', async () => {
    const searched = space({ fast: { from: 2, to: 30 }, slow: { from: 20, to: 200 } });
    for (const sampler of [randomSearch({ trials: 40 }), tpe({ trials: 40 }), hyperband({ minBars: 300, maxBars: 3_000 })]) {
      const [a, b, c] = await Promise.all([3, 3, 4].map((seed) => sweep(MaCross, bars, { space: searched, sampler, seed })));
      expect(a.trials.toRows()).toEqual(b.trials.toRows());
      expect(a.trials.toRows()).not.toEqual(c.trials.toRows());
      expect(a.best.bars).toBeUndefined();
    }
  });

  it('makes an Arrow table and a heatmap', async () => {
    const result = await sweep(MaCross, bars, { space: windows });
    const arrow = await result.toArrow();
    expect(arrow.numRows).toBe(16);
    const { rows, columns, values } = result.heatmap('fast', 'slow');
    expect(columns).toEqual(['4', '8', '12', '16']);
    expect(rows).toEqual(['8', '16', '24', '32', '40']);
    const at = result.trials.toRows().find(({ fast, slow }) => fast === 8 && slow === 24);
    expect(values[2 * 4 + 1]).toBe(at?.sharpe);
    expect(values[1]).toBeNaN();
    expect(await result.heatmap('fast', 'slow', { metric: 'maxDrawdown' }).html()).toContain('<svg class="heatmap"');
  });
});

describe('trials that do not count', () => {
  const Fragile = defineStrategy({
    parameters: { at: { type: 'int', min: 0, max: 5_000, default: 1 } },
    signals(given, p) {
      if (p.at % 3 === 0) throw new Error(`no signal at ${p.at}`);
      return {
        entries: new Uint8Array(given.length).fill(1, p.at, p.at + 1),
        exits: new Uint8Array(given.length).fill(1, p.at + 9, p.at + 10),
      };
    },
  });

  it('are kept with the reason, and the rest goes on', async () => {
    const result = await sweep(Fragile, bars, { space: grid({ at: { from: 1, to: 30 } }), objective: 'totalReturn' });
    expect(result.counts).toEqual({ ok: 20, failed: 10, thin: 0 });
    expect(result.failures[0]).toMatchObject({ trial: 2, params: { at: 3 }, reason: expect.stringContaining('no signal at 3') });
    expect(result.trials.column('reason')[2]).toContain('no signal at 3');
  });

  it('are those below `minTrades` and those with an objective of NaN', async () => {
    const thin = await sweep(Fragile, bars, { space: grid({ at: [1, 2] }), minTrades: 2 });
    expect(thin.counts).toEqual({ ok: 0, failed: 0, thin: 2 });
    expect(() => thin.best).toThrow('fewer trades than `minTrades` 2');
    expect(thin.deflatedSharpe).toBeUndefined();
    const undefinedScore = await sweep(Fragile, bars, { space: grid({ at: [1, 2] }), objective: () => Number.NaN });
    expect(undefinedScore.failures.map(({ reason }) => reason)).toEqual(Array(2).fill('the objective `objective` is NaN'));
  });

  it('end the sweep where all of them throw', async () => {
    await expect(sweep(Fragile, bars, { space: grid({ at: { from: 3, to: 3_000, step: 3 } }) })).rejects.toThrow(
      /All \d{3} trials failed. The first, \{"at":3\}: .*no signal at 3/,
    );
    await expect(sweep(Fragile, bars, { space: grid({ at: [3, 6] }) })).rejects.toThrow('All 2 trials failed');
  });
});

describe('bad input', () => {
  const cases: readonly [string, object, string][] = [
    ['an unknown option', { worker: 2 }, 'Did you mean `workers`?'],
    ['a space that is none', { space: { fast: [1] } }, 'to be made by `grid`'],
    ['a space without a sampler', { space: space({ fast: { from: 2, to: 9 } }) }, 'Expected `sampler`'],
    ['an objective that is no metric', { objective: 'sharp' }, 'Did you mean `sharpe`?'],
    ['an objective without a better side', { objective: 'trades' }, 'neither better when higher nor when lower'],
    ['an objective that reads what is not measured', { objective: (m: { sortino: number }) => m.sortino }, "give `metrics: ['sortino']`"],
    ['an objective that reads no metric', { objective: (m: { sharp: number }) => m.sharp }, 'Did you mean `sharpe`?'],
    ['no objective', { objective: [] }, 'at least one'],
    ['an unknown metric', { metrics: ['sortinoo'] }, 'Did you mean `sortino`?'],
    ['a number of trades below 0', { minTrades: -1 }, 'minTrades'],
    ['memory of the user', { options: { memory: {} } }, 'memory'],
    ['a wrong option of the backtest', { options: { fee: 0.1 } }, 'Did you mean `fees`?'],
    ['a signal that is none', { signal: true }, 'AbortSignal'],
    ['workers that are none', { workers: 'many' }, 'inline'],
  ];
  it.each(cases)('%s is refused', async (_, options, message) => {
    await expect(sweep(MaCross, bars, { space: windows, ...options } as never)).rejects.toThrow(message);
    await expect(sweep(MaCross, bars, { space: windows, ...options } as never)).rejects.toThrow(ArgumentError);
  });

  it('is a strategy that is no class, data that are none and a constraint that nothing meets', async () => {
    await expect(sweep(new MaCross() as never, bars, { space: windows })).rejects.toThrow('class of strategies');
    await expect(sweep(class {} as never, bars, { space: windows })).rejects.toThrow('strategy');
    await expect(sweep(MaCross, 7 as never, { space: windows })).rejects.toThrow('data');
    const none = grid({ fast: [5, 10], slow: [2, 3] }, { where: (p) => p.fast < p.slow });
    await expect(sweep(MaCross, bars, { space: none })).rejects.toThrow('met by none of 4');
  });
});

describe('shared columns', () => {
  it('that a strategy writes to fail its trials, and say what to do', async () => {
    const Doubling = defineStrategy({
      parameters: { level: { type: 'int', min: 1, max: 9, default: 1 } },
      signals({ close }, p) {
        const mean = sma(close, 20);
        for (let i = 0; i < mean.length; i++) mean[i] *= 1 + p.level / 100;
        return { entries: crossedAbove(close, mean), exits: crossedBelow(close, mean) };
      },
    });
    await expect(sweep(Doubling, bars, { space: grid({ level: [1, 2, 3] }) })).rejects.toThrow(
      'The strategy wrote to the column that `sma` answered, which all trials share: write to a copy of it, such as `sma(...).slice()`.',
    );
  });

  it('are not the flags of crossings, which a strategy may write to', async () => {
    const Filtered = defineStrategy({
      parameters: { every: { type: 'int', min: 1, max: 9, default: 1 } },
      signals({ close }, p) {
        const mean = sma(close, 20);
        const [entries, exits] = [crossedAbove(close, mean), crossedBelow(close, mean)];
        for (let i = 0; i < entries.length; i++) if (i % p.every !== 0) entries[i] = 0;
        exits.set(crossedBelow(close, mean));
        return { entries, exits };
      },
    });
    const result = await sweep(Filtered, bars, { space: grid({ every: { from: 1, to: 9 } }) });
    for (const trial of result.top(9)) expectEqual(trial, backtest(new Filtered(trial.params), bars));
  });
});

describe('progress', () => {
  it('counts up to the number of trials, with the best so far', async () => {
    const seen: SweepProgress[] = [];
    const result = await sweep(MaCross, bars, { space: windows, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toMatchObject({ done: 16, total: 16, failed: 0, objective: 'sharpe', best: { trial: result.best.trial } });
    expect(seen.every(({ done }, i) => i === 0 || done > seen[i - 1].done)).toBe(true);
  });

  it('ends with the trials that were finished where the signal aborts', async () => {
    const controller = new AbortController();
    const result = await sweep(MaCross, bars, {
      space: windows,
      signal: controller.signal,
      onProgress: ({ done }) => done >= 3 && controller.abort(),
    });
    expect(result.isComplete).toBe(false);
    expect(result.trials.length).toBeLessThan(16);
    expect(result.trials.length).toBeGreaterThanOrEqual(3);
    expect(result.best.metrics.sharpe).toBe(Math.max(...result.trials.column('sharpe')));
    expect(result.summary()).toContain('(aborted)');
    const none = await sweep(MaCross, bars, { space: windows, signal: AbortSignal.abort() });
    expect(none.trials.length).toBe(0);
    expect(() => none.best).toThrow('No trial counts');
  });
});
