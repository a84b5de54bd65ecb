import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ArgumentError,
  type Bar,
  Bars,
  backtest,
  type Context,
  crossedAbove,
  crossedBelow,
  defineStrategy,
  ema,
  NotEnoughDataError,
  rsi,
  SignalStrategy,
  Strategy,
  sma,
  syntheticBars,
} from 'barwright';
import type { BacktestOptions } from 'barwright/backtest';
import { bbands, catalog } from 'barwright/indicators';
import { Panel } from 'barwright/market';
import { grid, hyperband, randomSearch, researchLog, type SweepOptions, type SweepResult, space, sweep } from 'barwright/search';
import { deflatedSharpe, pbo, sharpeEstimate } from 'barwright/significance';
import { MovingAverageCross } from 'barwright/strategy';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'barwright-cells-'));
afterAll(() => rmSync(folder, { recursive: true }));

const made = (seed: number, symbol: string, length = 1_200): Bars => syntheticBars({ seed, length, interval: '1h', symbol });
const [aaa, bbb, ccc] = [made(1, 'AAA'), made(2, 'BBB'), made(3, 'CCC')];
const windows = grid({ fast: [4, 8, 12], slow: [16, 32, 48] });
type Windows = { readonly fast: number; readonly slow: number };
const run: SweepOptions<Windows> = { space: windows, options: { fees: 0.0005 } };

/** A strategy of signals with several indicators, some of them of others. */
class Mixed extends SignalStrategy<{ period: number; level: number }> {
  static parameters = {
    period: { type: 'int', min: 2, max: 50, default: 14 },
    level: { type: 'float', min: 5, max: 80, default: 40 },
  } as const;
  signals(bars: Bars, p: this['params']) {
    const strength = sma(rsi(bars.close, p.period), 3);
    const band = bbands(bars.close, p.period);
    const trend = ema(bars.high, 3 * p.period);
    return {
      entries: Uint8Array.from(strength, (v, i) => +(v < p.level && bars.close[i] > band.lower[i])),
      exits: Uint8Array.from(strength, (v, i) => +(v > 60 || bars.close[i] > 1.05 * trend[i])),
    };
  }
}

/** A strategy that looks at the last bar there is. */
const Peeking = defineStrategy({
  name: 'Peeking',
  parameters: { fast: { type: 'int', min: 2, max: 50, default: 5 } },
  signals(bars, p) {
    const last = bars.close[bars.length - 1];
    const fast = sma(bars.close, p.fast);
    return {
      entries: Uint8Array.from(fast, (v) => +(v < last)),
      exits: Uint8Array.from(fast, (v, i) => +(v > bars.close[i])),
    };
  },
});

class Breakout extends Strategy<{ lookback: number }> {
  static parameters = { lookback: { type: 'int', min: 5, max: 200, default: 20 } } as const;
  high = this.indicator('max', { period: this.params.lookback }, { input: 'high' });
  low = this.indicator('min', { period: this.params.lookback }, { input: 'low' });
  override onBar(bar: Bar, ctx: Context): void {
    if (ctx.isIdle(bar.symbol) && bar.close > this.high.previous) ctx.buy(bar.symbol);
    else if (!ctx.isIdle(bar.symbol) && bar.close < this.low.previous) ctx.close(bar.symbol);
  }
}

/** The metrics of a cell and those of the backtest that it stands for. */
function expectEqual(metrics: object, result: ReturnType<typeof backtest>): void {
  const { totalReturn, sharpe, maxDrawdown, tradeCount } = result.metrics;
  const own = metrics as Record<string, number>;
  const close = (ours: number, theirs: number, rounding = 0): void => {
    if (Object.is(ours, theirs)) return;
    expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(theirs)) + rounding);
  };
  close(own.totalReturn, totalReturn);
  close(own.sharpe, sharpe, (2 ** -50 * result.periodsPerYear) / result.metrics.volatility);
  close(own.maxDrawdown, maxDrawdown);
  expect(own.trades).toBe(tradeCount);
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('each instrument alone', () => {
  it('runs every trial on each, as a backtest of it would', async () => {
    for (const data of [[aaa, bbb, ccc], { AAA: aaa, BBB: bbb, CCC: ccc }, Panel.of([aaa, bbb, ccc])]) {
      const result = await sweep(MovingAverageCross, data, { ...run, each: 'instrument' });
      expect(result.cells.map(({ label, instrument }) => [label, instrument])).toEqual([
        ['AAA', 0],
        ['BBB', 1],
        ['CCC', 2],
      ]);
      for (const trial of [0, 4, 8]) {
        const { cells, params, metrics, score } = result.trial(trial);
        [aaa, bbb, ccc].forEach((bars, k) => {
          const alone = backtest(new MovingAverageCross(params), bars, { fees: 0.0005 });
          expectEqual(cells[k].metrics, alone);
          expect(cells[k].result().equity).toEqual(alone.equity);
        });
        expect(score).toBeCloseTo(meanOf(cells.map((cell) => cell.metrics.sharpe)), 12);
        expect(metrics.sharpe).toBe(score);
        expect(metrics.trades).toBe(cells.reduce((sum, cell) => sum + cell.metrics.trades, 0));
      }
    }
  });

  it('is combined by the mean, the median or the worst', async () => {
    const by = async (combine: 'mean' | 'median' | 'worst', objective: 'sharpe' | 'maxDrawdown') =>
      sweep(MovingAverageCross, [aaa, bbb, ccc], { ...run, each: 'instrument', combine, objective, metrics: ['volatility'] });
    const [mean, median, worst] = [await by('mean', 'sharpe'), await by('median', 'sharpe'), await by('worst', 'sharpe')];
    for (let trial = 0; trial < 9; trial++) {
      const scores = mean.trial(trial).cells.map(({ score }) => score);
      expect(mean.trial(trial).score).toBeCloseTo(meanOf(scores), 12);
      expect(median.trial(trial).score).toBe([...scores].sort((a, b) => a - b)[1]);
      expect(worst.trial(trial).score).toBe(Math.min(...scores));
      const { metrics, cells } = worst.trial(trial);
      // Lower is better of a volatility, higher of a drawdown, which is negative.
      expect(metrics.volatility).toBe(Math.max(...cells.map((cell) => cell.metrics.volatility as number)));
      expect(metrics.maxDrawdown).toBe(Math.min(...cells.map((cell) => cell.metrics.maxDrawdown)));
    }
    const falls = await by('worst', 'maxDrawdown');
    expect(falls.best.score).toBe(Math.max(...falls.trials.column('maxDrawdown')));
  });

  it('has columns for each part in the table and in Arrow, and a consistency in the summary', async () => {
    const result = await sweep(MovingAverageCross, [aaa, bbb], { ...run, each: 'instrument', slices: 2 });
    expect(result.cells.map(({ label }) => label)).toEqual(['AAA.1', 'AAA.2', 'BBB.1', 'BBB.2']);
    const table = await result.toArrow();
    for (let trial = 0; trial < 9; trial++) {
      const { cells } = result.trial(trial);
      expect(result.trials.column('sharpe.BBB.1')[trial]).toBe(cells[2].metrics.sharpe);
      expect(result.trials.at(trial)['score.AAA.2']).toBe(cells[1].score);
    }
    expect(table.getChild('trades.AAA.2')?.get(3)).toBe(result.trial(3).cells[1].metrics.trades);
    expect(result.summary()).toContain('9 trials on 2,400 bars, each on 4 parts of them');
    expect(result.summary()).toMatch(/above the median trial in \d of 4 parts, the lowest is [AB]{3}\.\d/);
    expect(result.plateau?.neighbours.length).toBeGreaterThan(0);
  });
});

describe('time slices', () => {
  it('run every trial from its start on, flat, warmed up by the bars before and without those after', async () => {
    for (const strategy of [MovingAverageCross, Mixed, Breakout] as const) {
      const searched =
        strategy === MovingAverageCross
          ? windows
          : strategy === Mixed
            ? grid({ period: [5, 9], level: [45, 55] })
            : grid({ lookback: [10, 30] });
      const result = (await sweep(strategy as never, aaa, {
        space: searched as never,
        slices: 4,
        options: { fees: 0.0005 },
      })) as SweepResult<object>;
      for (let trial = 0; trial < result.trials.length; trial++) {
        const { params, cells } = result.trial(trial);
        cells.forEach((cell, k) => {
          const data = aaa.slice(0, 300 * (k + 1));
          const options: BacktestOptions = k === 0 ? { fees: 0.0005 } : { fees: 0.0005, tradeFrom: new Date(aaa.time[300 * k]) };
          const seeded = strategy === Breakout ? cell.result() : backtest(new (strategy as typeof Mixed)(params as never), data, options);
          expectEqual(cell.metrics, seeded);
          expect(seeded.from).toBe(300 * k);
          expect(seeded.time.length).toBe(300 * (k + 1));
        });
      }
    }
  });

  it('do not hang on bars after their end, whatever the strategy does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 250, max: 1_100 }), async (seed, end) => {
        const future = made(seed, 'AAA');
        const columns = (field: 'open' | 'high' | 'low' | 'close'): Float64Array => {
          const ratio = aaa.close[end - 1] / future.close[end - 1];
          return Float64Array.from(aaa[field], (value, i) => (i < end ? value : future[field][i] * ratio));
        };
        const other = Bars.fromColumns(
          {
            time: aaa.time,
            open: columns('open'),
            high: columns('high'),
            low: columns('low'),
            close: columns('close'),
            volume: aaa.volume,
          },
          { symbol: 'AAA' },
        );
        const slices = [
          { to: new Date(aaa.time[end >> 1]) },
          { from: new Date(aaa.time[end >> 1]), to: new Date(aaa.time[end]) },
          { from: new Date(aaa.time[end]) },
        ];
        const swept = async (strategy: unknown, searched: unknown, data: Bars): Promise<SweepResult<object>> =>
          (await sweep(strategy as never, data, {
            space: searched as never,
            slices,
            minTrades: 0,
            objective: 'totalReturn',
          })) as SweepResult<object>;
        for (const [strategy, searched] of [
          [Mixed, grid({ period: [5, 9], level: [45, 55] })],
          [Peeking, grid({ fast: [3, 9] })],
          [MovingAverageCross, windows],
        ]) {
          const [a, b] = [await swept(strategy, searched, aaa), await swept(strategy, searched, other)];
          for (let trial = 0; trial < a.trials.length; trial++) {
            expect(
              b
                .trial(trial)
                .cells.slice(0, 2)
                .map(({ metrics }) => metrics),
            ).toEqual(
              a
                .trial(trial)
                .cells.slice(0, 2)
                .map(({ metrics }) => metrics),
            );
          }
        }
      }),
      { numRuns: 8 },
    );
  });

  it('may be given by their times, with gaps, and run portfolios', async () => {
    const slices = [{ to: '2024-01-15' }, { from: '2024-01-20', to: '2024-02-01' }, { from: new Date(Date.UTC(2024, 1, 5)) }];
    const shifted = (bars: Bars): Bars =>
      Bars.fromColumns(
        { ...columnsOf(bars), time: bars.time.map((_, i) => Date.UTC(2024, 0, 1) + i * 3_600_000) },
        { symbol: bars.symbol },
      );
    const data = [shifted(aaa), shifted(bbb)];
    const result = await sweep(MovingAverageCross, data, { ...run, slices });
    expect(result.cells.map(({ label, from, to }) => [label, from, to])).toEqual([
      ['1', undefined, Date.UTC(2024, 0, 15)],
      ['2', Date.UTC(2024, 0, 20), Date.UTC(2024, 1, 1)],
      ['3', Date.UTC(2024, 1, 5), undefined],
    ]);
    const { params, cells } = result.trial(4);
    const until = Date.UTC(2024, 1, 1);
    const alone = backtest(
      new MovingAverageCross(params),
      data.map((bars) =>
        bars.slice(
          0,
          bars.time.findIndex((time) => time >= until),
        ),
      ),
      { fees: 0.0005, tradeFrom: '2024-01-20' },
    );
    expectEqual(cells[1].metrics, alone);
  });

  it('compute an indicator of the data once', async () => {
    let computed = 0;
    const { throughScope } = await import('barwright/core');
    const Counted = defineStrategy({
      name: 'Counted',
      parameters: { fast: { type: 'int', min: 2, max: 50, default: 5 } },
      signals(bars, p) {
        const fast = throughScope('sma', [bars.close], { period: p.fast }, () => {
          computed++;
          return sma(bars.close, p.fast);
        });
        return { entries: crossedAbove(bars.close, fast), exits: crossedBelow(bars.close, fast) };
      },
    });
    const whole = grid({ fast: [5, 6, 7] });
    await sweep(Counted, aaa, { space: whole, slices: 6 });
    expect(computed).toBe(3);
  });

  it('are answered every causal indicator of the catalog as it is of their own bars, bit for bit', async () => {
    const { PrefixScope } = await import('../../src/search/cells/prefix-scope.ts');
    const { IndicatorMemo } = await import('../../src/search/sweep/indicator-memo.ts');
    const { withScope } = await import('barwright/core');
    const { barFields } = await import('barwright/market');
    const whole = made(5, 'AAA', 900);
    const beginning = whole.slice(0, 617);
    let shared = 0;
    for (const entry of catalog.list()) {
      if (entry.inputs.some((input) => !(input === 'series' || input in whole))) continue;
      const memo = new IndicatorMemo();
      const scope = new PrefixScope(memo);
      for (const field of barFields) {
        memo.trust(whole[field]);
        scope.relate(beginning[field], whole[field]);
      }
      withScope(memo, () => entry.compute(whole));
      const answered = withScope(scope, () => entry.compute(beginning));
      const alone = entry.compute(beginning);
      for (const [output, column] of Object.entries(alone)) {
        const own = answered[output];
        const differs = column.findIndex((value, i) => !Object.is(value, own[i]));
        expect(differs, `${entry.name}.${output}`).toBe(-1);
        expect(own.length, entry.name).toBe(column.length);
      }
      const isShared = Object.values(answered).every((column) => column.buffer.byteLength > column.byteLength);
      expect(isShared && entry.kind !== 'causal', entry.name).toBe(false);
      if (isShared) shared++;
    }
    expect(shared).toBeGreaterThan(200);
  });

  it('are the same with one slice as without', async () => {
    const [one, none] = [await sweep(MovingAverageCross, aaa, { ...run, slices: 1 }), await sweep(MovingAverageCross, aaa, run)];
    for (let trial = 0; trial < 9; trial++) expect(one.trial(trial).metrics).toEqual(none.trial(trial).metrics);
    expect(one.pbo?.probability).toBe(none.pbo?.probability);
    expect(one.deflatedSharpe?.probability).toBeCloseTo(none.deflatedSharpe?.probability ?? 0, 8);
    expect(one.best.trial).toBe(none.best.trial);
  });
});

describe('luck on several parts', () => {
  it('is that of the pooled returns: the same sixteenth of every part is a block', async () => {
    const result = await sweep(MovingAverageCross, [aaa, bbb], { ...run, each: 'instrument', slices: 2 });
    const returns = Array.from({ length: 9 }, (_, trial) =>
      result.trial(trial).cells.map((cell) => {
        const own = cell.result();
        return own.returns.subarray(own.from);
      }),
    );
    // 600 returns a part: the last 592, 37 a block.
    const ordered = returns.map((parts) =>
      Array.from({ length: 16 }, (_, block) => parts.flatMap((part) => [...part.slice(8 + block * 37, 8 + (block + 1) * 37)])).flat(),
    );
    expect(result.pbo?.probability).toBeCloseTo(pbo(ordered, { blocks: 16 }).probability, 12);
    const scale = (trial: readonly number[]): number => sharpeEstimate(trial).sharpe;
    const best = returns[result.best.trial].flatMap((part) => [...part]);
    const wanted = deflatedSharpe(
      // Two instruments side by side are as one: 1,200 bar times.
      { ...sharpeEstimate(best), observations: 1_200 },
      { trialSharpes: ordered.map(scale), trials: result.deflatedSharpe?.trials ?? 0 },
    );
    expect(result.deflatedSharpe?.probability).toBeCloseTo(wanted.probability, 10);
    expect(result.deflatedSharpe?.sharpeVariance).toBeCloseTo(wanted.sharpeVariance, 14);
  });
});

describe('several parts', () => {
  it('are stored, gone on with, recorded, and the same on workers', async () => {
    const store = join(folder, 'cells.jsonl');
    const asked = { ...run, each: 'instrument', slices: 3, research: researchLog(join(folder, 'research.jsonl')) } as const;
    const data = [aaa, bbb];
    const whole = await sweep(MovingAverageCross, data, asked);
    const controller = new AbortController();
    const part = await sweep(MovingAverageCross, data, {
      ...asked,
      store,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(part.trials.length).toBeLessThan(9);
    const rest = await sweep(MovingAverageCross, data, { ...asked, store });
    expect(rest.trials.toRows()).toEqual(whole.trials.toRows());
    // How parts are combined changes no row of the store.
    const worst = await sweep(MovingAverageCross, data, { ...asked, store, combine: 'worst' });
    expect(worst.trial(5).cells.map(({ metrics }) => metrics)).toEqual(whole.trial(5).cells.map(({ metrics }) => metrics));
    await expect(sweep(MovingAverageCross, data, { ...asked, store, slices: 2 })).rejects.toThrow('its options differs');
    expect(asked.research.sweeps).toHaveLength(1);
    expect(readFileSync(store, 'utf8').split('\n')).toHaveLength(11);
    const spread = await sweep(MovingAverageCross, data, { ...asked, workers: 2 });
    expect(spread.trials.toRows()).toEqual(whole.trials.toRows());
    expect(spread.pbo?.probability).toBe(whole.pbo?.probability);
    expect(spread.deflatedSharpe?.averageCorrelation).toBe(whole.deflatedSharpe?.averageCorrelation);
  });

  it('fail a trial in the part that fails, and are thin where one of them is', async () => {
    const Picky = defineStrategy({
      name: 'Picky',
      parameters: { fast: { type: 'int', min: 2, max: 50, default: 5 } },
      signals(bars, p) {
        if (p.fast === 7 && bars.symbol === 'BBB') throw new Error('not on BBB');
        const fast = sma(bars.close, p.fast);
        const isQuiet = p.fast === 9 && bars.length < 900;
        return { entries: isQuiet ? new Uint8Array(bars.length) : crossedAbove(bars.close, fast), exits: crossedBelow(bars.close, fast) };
      },
    });
    const result = await sweep(Picky, [aaa, bbb], { space: grid({ fast: [5, 7, 9] }), each: 'instrument', slices: 2 });
    expect(result.trial(1).status).toBe('failed');
    expect(result.trial(1).reason).toMatch(/^BBB\.[12]: .*not on BBB/);
    expect(result.trial(1).cells.every(({ score, metrics }) => Number.isNaN(score) && Number.isNaN(metrics.sharpe))).toBe(true);
    expect(result.trial(2)).toMatchObject({ status: 'thin', reason: 'AAA.1: 0 trades, fewer than `minTrades` 1' });
    expect(result.trial(0).status).toBe('ok');
  });

  it('refuse what they cannot do, before any work', async () => {
    const refused = async (
      more: object,
      message: string,
      data: unknown = [aaa, bbb],
      kind: new (text: string) => Error = ArgumentError,
    ): Promise<void> => {
      const swept = sweep(MovingAverageCross, data as Bars, { ...run, ...more } as SweepOptions<Windows>);
      await expect(swept).rejects.toThrow(message);
      await expect(swept).rejects.toThrow(kind);
    };
    await refused({ each: 'symbol' }, "Expected `each` to be 'instrument', was `'symbol'`.");
    await refused({ slices: 0 }, 'Expected `slices` to be an integer >= 1');
    await refused({ slices: 601 }, 'Expected `slices` to be an integer >= 1 and <= 600');
    await refused({ slices: [] }, 'at least one slice');
    await refused({ slices: [{ from: '2024-01-01', until: 3 }] }, 'Unknown option `until`');
    await refused({ slices: [{ from: 'soon' }] }, 'Expected `slices[0].from`');
    await refused({ slices: [{ from: '2024-02-01', to: '2024-01-01' }] }, 'to be before `to`');
    await refused({ slices: [{ to: '2024-02-01' }, { from: '2024-01-01' }] }, 'slices[0] and slices[1] do');
    await refused({ slices: [{ from: '2099-01-01' }] }, 'Expected cell `1` to have at least 2 bars, had 0', [aaa, bbb], NotEnoughDataError);
    await refused({ slices: 2, combine: 'max' }, "Expected `combine` to be one of 'mean', 'median', 'worst'");
    await refused({ combine: 'mean' }, 'give `each` or `slices` too');
    await refused({ slices: 2, options: { tradeFrom: '2020-01-01' } }, 'leave out `options.tradeFrom`');
    const searched = {
      space: space({ fast: { from: 4, to: 9 }, slow: { from: 16, to: 40 } }),
      sampler: hyperband({ minBars: 300, maxBars: 1_200, factor: 2 }),
    };
    await refused({ slices: 2, ...searched }, 'take another sampler');
    const result = await sweep(MovingAverageCross, [aaa, bbb], { ...run, each: 'instrument' });
    expect(() => result.best.result()).toThrow('take `trial.cells[0].result()`');
    const plain = await sweep(MovingAverageCross, aaa, {
      space: space({ fast: { from: 4, to: 9 }, slow: { from: 16, to: 40 } }),
      sampler: randomSearch({ trials: 5 }),
    });
    expect(plain.cells).toEqual([]);
    expect(plain.best.cells).toEqual([]);
  });
});

function columnsOf({ open, high, low, close, volume }: Bars) {
  return { open, high, low, close, volume };
}
