import { mkdtemp, readFile, rm } from 'node:fs/promises';
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
  NotEnoughDataError,
  Strategy,
  StrategyError,
  sma,
  syntheticBars,
  writeReport,
} from 'barwright';
import { compareResults, loadResult, saveResult } from 'barwright/backtest';
import { grid, randomSearch, space as spaceOf, sweep } from 'barwright/search';
import { type WalkForwardRunOptions, walkForward } from 'barwright/validation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cross, rising } from './markets.ts';

class Breakout extends Strategy<{ lookback: number }> {
  static parameters = { lookback: { type: 'int', min: 5, max: 200, default: 20 } } as const;
  high = this.indicator('max', { period: this.params.lookback }, { input: 'high' });
  low = this.indicator('min', { period: this.params.lookback }, { input: 'low' });
  override onBar(bar: Bar, ctx: Context): void {
    if (ctx.isIdle(bar.symbol) && bar.close > this.high.previous) ctx.buy(bar.symbol, { size: { equity: 0.5 }, stopLoss: bar.close * 0.9 });
    else if (bar.close < this.low.previous && !ctx.isIdle(bar.symbol)) ctx.close(bar.symbol);
  }
}
const bars = syntheticBars({ seed: 7, length: 1_500, interval: '1h', symbol: 'AAA' });
const other = syntheticBars({ seed: 8, length: 900, interval: '1h', symbol: 'BBB', start: '2020-01-20' });
const options = { fees: 0.001, slippage: 0.0005 };
const space = grid({ fast: [3, 6, 9], slow: [12, 20, 30] });
const lookbacks = grid({ lookback: [10, 20, 40] });
const windows = { train: { bars: 400 }, test: { bars: 200 } } as const;

/** In the market at every bar, with as many trades as training asks for. */
const Always = defineStrategy({
  name: 'Always',
  parameters: { lot: { type: 'float', min: 0.1, max: 1, default: 1 } },
  signals: ({ length }, { lot }) => ({ entries: new Uint8Array(length).fill(1), size: { equity: lot } }),
});

/** The bars with all prices from row `from` on moved by up to ten percent. */
function changedFrom(of: Bars, from: number, seed: number): Bars {
  const factor = (i: number): number => (i < from ? 1 : 1 + 0.1 * Math.sin(seed + i));
  const scaled = (column: Float64Array): Float64Array => column.map((price, i) => price * factor(i));
  return Bars.fromColumns(
    { time: of.time, open: scaled(of.open), high: scaled(of.high), low: scaled(of.low), close: scaled(of.close), volume: of.volume },
    { interval: of.interval, instrument: of.instrument },
  );
}

describe('walkForward', () => {
  it('chooses in each window what a sweep over its data chooses, and trades that', async () => {
    const wf = await walkForward(Cross, bars, { ...windows, space, options });
    expect(wf.windows.length).toBe(6);
    for (const row of wf.windows) {
      const from = 200 * row.window;
      const result = await sweep(Cross, bars.slice(0, from + 400), { space, options: { ...options, tradeFrom: bars.time[from] } });
      expect(row.params).toEqual(result.best.params);
      expect(row.inSampleSharpe).toBeCloseTo(result.best.metrics.sharpe, 10);
      expect(row.trials).toBe(9);
      expect(row.pbo).toBe(result.pbo?.probability);
      const test = backtest(new Cross(row.params), bars.slice(0, from + 600), { ...options, tradeFrom: bars.time[from + 400] });
      const closed = [...test.trades].filter(({ exitIndex, status }) => status === 'closed' && exitIndex < from + 599);
      const own = [...wf.outOfSample.trades].filter(({ entryIndex }) => entryIndex >= from + 400 && entryIndex < from + 600);
      expect(own.slice(0, closed.length).map(({ entryIndex, exitIndex }) => [entryIndex, exitIndex])).toEqual(
        closed.map(({ entryIndex, exitIndex }) => [entryIndex, exitIndex]),
      );
      for (const [k, { returns }] of closed.entries()) expect(own[k].returns).toBeCloseTo(returns, 12);
    }
  });

  it('closes each window with its last bar and goes on with what it left', async () => {
    const fee = 0.01;
    const wf = await walkForward(Always, rising(10), {
      train: { bars: 4 },
      test: { bars: 3 },
      space: grid({ lot: [1] }),
      minTrades: 0,
      objective: 'totalReturn',
      options: { cash: 1_000, fees: fee },
    });
    const { outOfSample } = wf;
    // Decided at the close of bar 4, bought at the open of 5, decided to leave at the close of 5, sold at the open of 6: one rise of 10 %.
    const once = (1.1 * (1 - fee)) / (1 + fee);
    expect(outOfSample.from).toBe(4);
    expect(outOfSample.equity[6]).toBeCloseTo(1_000 * once, 9);
    expect(outOfSample.equity[9]).toBeCloseTo(1_000 * once * once, 9);
    expect(outOfSample.trades.column('status')).toEqual(['closed', 'closed']);
    expect([...outOfSample.trades.column('entryIndex')]).toEqual([5, 8]);
    expect([...outOfSample.trades.column('exitIndex')]).toEqual([6, 9]);
    expect(wf.windows.at(0).outOfSampleReturn).toBeCloseTo(once - 1, 12);
    // In training bought at the open of bar 1 and held to the close of bar 3.
    expect(wf.windows.at(0).inSampleReturn).toBeCloseTo(1.1 ** 3 / (1 + fee) - 1, 12);
    expect(wf.efficiency).toBeCloseTo(
      (2 * Math.log(once)) / ((3 / 4) * (Math.log(1.1 ** 3 / (1 + fee)) + Math.log(1.1 ** 3 / (1 + fee)))),
      10,
    );
  });

  it('carries positions over the borders where asked to', async () => {
    const wf = await walkForward(Always, rising(10), {
      train: { bars: 4 },
      test: { bars: 3 },
      positions: 'carry',
      space: grid({ lot: [1] }),
      minTrades: 0,
      objective: 'totalReturn',
      options: { cash: 1_000 },
    });
    expect(wf.outOfSample.equity[9]).toBeCloseTo(1_000 * 1.1 ** 5, 9);
    expect(wf.outOfSample.metrics.openTrades).toBe(1);
    expect(wf.outOfSample.assumptions.at(-1)?.value).toBe('carried');
  });

  it('hands the strategy nothing that is later than the decision at hand', async () => {
    const cases: readonly Partial<WalkForwardRunOptions<{ fast: number; slow: number }>>[] = [
      {},
      { positions: 'carry' },
      { anchored: true, purge: { bars: 5 }, warmup: { bars: 40 } },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 199 }),
        fc.integer(),
        async (some, window, later, seed) => {
          // From the first bar after a training window on, or from one in the test after it.
          const from = 400 + 200 * window - (some.purge === undefined ? 0 : 5) + (seed % 2 === 0 ? 0 : later);
          const asked = { ...windows, space, options, ...some };
          const [one, two] = [await walkForward(Cross, bars, asked), await walkForward(Cross, changedFrom(bars, from, seed), asked)];
          one.windows.toRows().forEach((row, k) => {
            if (row.trainEnd >= bars.time[from]) return;
            expect(two.windows.at(k).params).toEqual(row.params);
            expect(two.windows.at(k).inSampleSharpe).toBe(row.inSampleSharpe);
            expect(two.windows.at(k).inSampleReturn).toBe(row.inSampleReturn);
          });
          expect(two.outOfSample.equity.subarray(0, from)).toEqual(one.outOfSample.equity.subarray(0, from));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is flat at the end of every window, whatever the signals are', async () => {
    const kinds = {
      exposure: ({ close }: Bars, fast: number) => ({ exposure: sma(close, fast).map((mean, i) => (close[i] > mean ? 0.8 : -0.4)) }),
      short: ({ close }: Bars, fast: number) => {
        const mean = sma(close, fast);
        const above = Uint8Array.from(close, (price, i) => +(price > mean[i]));
        const below = above.map((flag) => 1 - flag);
        return { entries: above, exits: below, shortEntries: below, shortExits: above };
      },
      turning: ({ close }: Bars, fast: number) => {
        const mean = sma(close, fast);
        return { entries: crossedAbove(close, mean), exits: crossedBelow(close, mean) };
      },
      limits: ({ close, low }: Bars, fast: number) => {
        const mean = sma(close, fast);
        return { entries: crossedAbove(close, mean), exits: crossedBelow(close, mean), limit: low.map((price) => price * 0.999) };
      },
    };
    const cases = fc.record({
      kind: fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])),
      fillAt: fc.constantFrom('nextOpen', 'nextClose', 'close'),
      direction: fc.constantFrom(undefined, 'long', 'short', 'both'),
      onOpposite: fc.constantFrom('ignore', 'close', 'reverse'),
      engine: fc.constantFrom('signals', 'events'),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ kind, direction, ...some }) => {
        const Some = defineStrategy({
          name: 'Some',
          parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 } },
          signals: (of, p) => kinds[kind](of, p.fast),
        });
        const wf = await walkForward(Some, bars.slice(0, 900), {
          train: { bars: 300 },
          test: { bars: 150 },
          space: grid({ fast: [5, 15] }),
          minTrades: 0,
          options: { ...options, ...some, ...(direction !== undefined && { direction }) },
        });
        const { outOfSample: result } = wf;
        for (const end of [449, 599, 749, 899]) expect(result.exposure[end]).toBe(0);
        const { openTrades, netProfit } = result.metrics;
        expect(openTrades).toBe(0);
        // Orders closed everything: what would be left over is closed without a fee.
        expect(result.fills.column('fee').every((fee) => fee > 0)).toBe(true);
        expect(result.trades.column('pnl').reduce((sum, pnl) => sum + pnl, 0)).toBeCloseTo(netProfit, 6);
        for (const { entryIndex, exitIndex } of result.trades) expect(Math.floor(entryIndex / 150)).toBe(Math.floor(exitIndex / 150));
      }),
      { numRuns: 30 },
    );
  });

  it('walks strategies of events, each window for itself', async () => {
    const wf = await walkForward(Breakout, [bars, other], { ...windows, space: lookbacks, options });
    const { outOfSample: result } = wf;
    expect(result.symbols).toEqual(['AAA', 'BBB']);
    expect(result.trades.length).toBeGreaterThan(4);
    expect(result.metrics.openTrades).toBe(0);
    expect(result.trades.column('pnl').reduce((sum, pnl) => sum + pnl, 0)).toBeCloseTo(result.metrics.netProfit, 6);
    expect(new Set(result.trades.column('symbol')).size).toBe(2);
    await expect(walkForward(Breakout, bars, { ...windows, space: lookbacks, positions: 'carry' })).rejects.toThrow(
      "Expected `positions` to be 'flatten' for a strategy of events, was 'carry'",
    );
  });

  it('closes what is still held at the end of a window at its last close, at no cost', async () => {
    // Leaves half of a position at each exit, the last one too.
    const asked = { ...windows, space, options: { ...options, size: { units: 2 }, onExit: 'reduce', onRepeat: 'accumulate' } } as const;
    const Halves = defineStrategy({
      name: 'Halves',
      parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 3, max: 200, default: 50 } },
      signals({ close, length }, p) {
        const [fast, slow] = [sma(close, p.fast), sma(close, p.slow)];
        return {
          entries: crossedAbove(fast, slow),
          exits: crossedBelow(fast, slow),
          size: { units: Float64Array.from({ length }, (_, i) => (i % 3 === 0 ? 3 : 1)) },
        };
      },
    });
    const { outOfSample: result } = await walkForward(Halves, bars, asked);
    const ends = [599, 799, 999, 1_199, 1_399, 1_499];
    const free = [...result.fills].filter(({ fee }) => fee === 0);
    expect(free.length).toBeGreaterThan(0);
    for (const { index, price, orderId } of free) {
      expect(ends).toContain(index);
      expect(price).toBe(bars.close[index]);
      expect(result.orders.at(orderId).status).toBe('filled');
      expect(result.orders.at(orderId).index).toBe(index);
    }
    expect(result.metrics.openTrades).toBe(0);
    expect(result.trades.column('pnl').reduce((sum, pnl) => sum + pnl, 0)).toBeCloseTo(result.metrics.netProfit, 6);
    for (const { id, orderId, index } of result.fills) {
      expect(result.orders.at(orderId).index, `fill ${id}`).toBeLessThanOrEqual(index);
      expect(result.orders.at(orderId).index, `fill ${id}`).toBeGreaterThanOrEqual(index - 1);
    }
  });

  it('joins what single windows would have left, of several instruments too', async () => {
    const wf = await walkForward(Cross, { AAA: bars, BBB: other }, { ...windows, space, options, warmup: { bars: 60 } });
    const { equity, startingCash, returns } = wf.outOfSample;
    const product = wf.windows.column('outOfSampleReturn').reduce((all, change) => all * (1 + change), startingCash);
    expect(equity[equity.length - 1]).toBeCloseTo(product, 6);
    expect(returns.subarray(0, wf.outOfSample.from).every((change) => change === 0)).toBe(true);
    expect(wf.luck.overfitting).toBeGreaterThan(0);
    const carried = await walkForward(Cross, { AAA: bars, BBB: other }, { ...windows, space, options, positions: 'carry', pbo: false });
    expect(carried.luck.overfitting).toBeNaN();
    expect(carried.outOfSample.trades.length).toBeGreaterThan(4);
  });

  it('carries signals as one run of them does where all windows choose the same', async () => {
    const asked = { ...windows, space: grid({ fast: [5], slow: [20] }), options: { ...options, stopLoss: { fraction: 0.03 } } };
    const wf = await walkForward(Cross, bars, { ...asked, positions: 'carry' });
    const whole = backtest(new Cross({ fast: 5, slow: 20 }), bars, { ...asked.options, tradeFrom: bars.time[400] });
    expect(wf.outOfSample.equity.subarray(0, 1_400)).toEqual(whole.equity.subarray(0, 1_400));
  });

  it('carries levels that change with the parameters, and refuses what one run cannot do', async () => {
    const Stops = defineStrategy({
      name: 'Stops',
      parameters: { stop: { type: 'float', min: 0.01, max: 0.5, default: 0.1 } },
      signals: ({ close }, { stop }) => ({ entries: crossedAbove(close, sma(close, 20)), stopLoss: { fraction: stop } }),
    });
    const wf = await walkForward(Stops, bars, { ...windows, space: grid({ stop: [0.01, 0.05] }), options, positions: 'carry' });
    const rows = wf.windows.toRows();
    expect(new Set(rows.map(({ params }) => params?.stop)).size).toBeGreaterThan(0);
    for (const { entryPrice, exitPrice, exitReason, entryTime } of wf.outOfSample.trades) {
      if (exitReason !== 'stopLoss') continue;
      const own = rows.findLast(({ testStart }) => testStart < entryTime)?.params?.stop ?? Number.NaN;
      expect(exitPrice / entryPrice).toBeLessThan((1 - own) * 1.0001);
    }
    const Mixed = defineStrategy({
      name: 'Mixed',
      parameters: { way: { type: 'choice', choices: ['a', 'b'], default: 'a' } },
      signals: ({ close, length }, { way }) => {
        const isLate = length > 700;
        const entries = crossedAbove(close, sma(close, 20));
        const exits = crossedBelow(close, sma(close, 20));
        return {
          entries: isLate === (way === 'b') ? entries : new Uint8Array(length),
          exits,
          stopLoss: way === 'a' ? { fraction: 0.05 } : { distance: 5 },
        };
      },
    });
    await expect(walkForward(Mixed, bars, { ...windows, space: grid({ way: ['a', 'b'] }), options, positions: 'carry' })).rejects.toThrow(
      "differ in `stopLoss`, which one run cannot carry over: give `positions: 'flatten'`",
    );
  });

  it('trades a window flat where no trial counts, and says so', async () => {
    const Late = defineStrategy({
      name: 'Late',
      parameters: { period: { type: 'int', min: 2, max: 50, default: 20 } },
      signals: ({ close, time }, { period }) => ({
        entries: crossedAbove(close, sma(close, period)).map((flag, i) => +(flag && time[i] >= bars.time[500])),
        exits: crossedBelow(close, sma(close, period)),
      }),
    });
    for (const positions of ['flatten', 'carry'] as const) {
      const wf = await walkForward(Late, bars, { ...windows, space: grid({ period: [10, 20] }), options, positions });
      const [first, second] = wf.windows.toRows();
      expect(first.status).toBe('flat');
      expect(first.reason).toContain('No trial counts: of 2, 0 failed and 2 made fewer trades than `minTrades` 1.');
      expect(first.outOfSampleReturn).toBe(0);
      expect(first.outOfSampleSharpe).toBeNaN();
      expect(first.params).toBeUndefined();
      expect(second.status).toBe('ok');
      expect(wf.summary()).toContain('1 was traded flat');
      expect(wf.parameterStability.parameters[0].values[0]).toBeUndefined();
    }
    const none = await walkForward(Late, bars.slice(0, 490), { train: { bars: 300 }, test: { bars: 90 }, space: grid({ period: [10] }) });
    expect(none.outOfSample.metrics.totalReturn).toBe(0);
    expect(none.outOfSample.warnings[0]).toBe('No order was filled.');
    expect(none.efficiency).toBeNaN();
    expect(none.profitable).toBe(0);
    expect(none.luck.probabilisticSharpe).toBeNaN();
    expect(none.summary()).toContain('promised no growth');
  });

  it('gives the documented values for prices that never move', async () => {
    const flat = Bars.fromColumns({
      time: bars.time,
      ...Object.fromEntries(['open', 'high', 'low', 'close', 'volume'].map((name) => [name, new Float64Array(1_500).fill(100)])),
    } as never);
    const wf = await walkForward(Always, flat, { ...windows, space: grid({ lot: [0.5, 1] }), minTrades: 0, objective: 'totalReturn' });
    expect(wf.outOfSample.metrics.totalReturn).toBe(0);
    expect(wf.efficiency).toBeNaN();
    expect(wf.luck.deflatedSharpe).toBeNaN();
    expect(wf.stops).toEqual([]);
    expect(wf.windows.at(0).outOfSampleSharpe).toBeNaN();
  });

  it('gives the same bytes for the same seed', async () => {
    const asked = {
      ...windows,
      space: spaceOf({ fast: { from: 2, to: 10 }, slow: { from: 12, to: 40 } }),
      sampler: randomSearch({ trials: 12 }),
      options,
      seed: 5,
    };
    const [one, two] = [await walkForward(Cross, bars, asked), await walkForward(Cross, bars, asked)];
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(await two.html()).toBe(await one.html());
    const third = await walkForward(Cross, bars, { ...asked, seed: 6 });
    expect(JSON.stringify(third.toJSON().windows)).not.toBe(JSON.stringify(one.toJSON().windows));
  });

  it('tells of its progress, and answers an abort with what is finished', async () => {
    const seen: number[] = [];
    const controller = new AbortController();
    const wf = await walkForward(Cross, bars, {
      ...windows,
      space,
      options,
      signal: controller.signal,
      onProgress: ({ windows: over, windowCount, done, total }) => {
        expect(windowCount).toBe(6);
        expect(done).toBeLessThanOrEqual(total);
        seen.push(over);
        if (over === 2) controller.abort();
      },
    });
    expect(seen.at(-1)).toBe(2);
    expect(wf.isComplete).toBe(false);
    expect(wf.windows.length).toBe(2);
    expect(wf.outOfSample.time.length).toBe(800);
    expect(wf.summary()).toContain('It was aborted');
    await expect(walkForward(Cross, bars, { ...windows, space, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });

  it('leaves a result that can be stored, compared and printed like any other', async () => {
    const { outOfSample: result } = await walkForward(Breakout, [bars, other], { ...windows, space: lookbacks, options });
    const folder = await mkdtemp(join(tmpdir(), 'barwright-'));
    try {
      const [stored, page] = [join(folder, 'result.bin'), join(folder, 'sheet.html')];
      await saveResult(result, stored);
      const loaded = await loadResult(stored);
      expect(JSON.stringify(loaded.metrics)).toBe(JSON.stringify(result.metrics));
      expect(loaded.fills.toRows()).toEqual(result.fills.toRows());
      await writeReport(result, page);
      expect(await readFile(page, 'utf8')).toContain('Breakout (walk-forward)');
    } finally {
      await rm(folder, { recursive: true });
    }
    const hold = backtest(new Breakout(), [bars, other], { ...options, tradeFrom: bars.time[400] });
    expect(JSON.stringify(compareResults([result, hold]))).toContain('Breakout (walk-forward)');
    expect(result.diagnostics()).toBeInstanceOf(Array);
    expect(result.marginUse.every((share) => share >= 0 && share < 1.01)).toBe(true);
  });

  it('writes a page that needs nothing else, a table and plain JSON', async () => {
    const wf = await walkForward(Cross, bars, { ...windows, space, options: {} });
    expect(wf.summary().split('\n')[0]).toBe('This run is free of costs: no venue trades for nothing.');
    const folder = await mkdtemp(join(tmpdir(), 'barwright-'));
    try {
      await wf.report(join(folder, 'wf.html'));
      const html = await readFile(join(folder, 'wf.html'), 'utf8');
      expect(html).toContain('This run is free of costs');
      expect(html).not.toMatch(/(src|href)="http/);
      for (const id of ['equity', 'figures', 'parameters', 'windows', 'splits']) expect(html).toContain(`id="${id}"`);
    } finally {
      await rm(folder, { recursive: true });
    }
    const json = JSON.parse(JSON.stringify(wf));
    expect(json.isFree).toBe(true);
    expect(json.windows).toHaveLength(6);
    expect(json.windows[0].params).toEqual(wf.windows.at(0).params);
    const arrow = await wf.toArrow();
    expect(arrow.numRows).toBe(6);
    expect(Array.from(arrow.getChild('params.fast')?.toArray() as Float64Array)).toEqual(
      wf.windows.toRows().map(({ params }) => params?.fast),
    );
  });

  it.each([
    [{ train: { bars: 2_000 } }, NotEnoughDataError, 'Expected rows for a training window of 2000 bars'],
    [{ train: '10d' }, ArgumentError, 'to be all in bars or all durations'],
    [{ purge: { bars: 400 } }, NotEnoughDataError, 'purge and embargo left none'],
    [{ positions: 'keep' }, ArgumentError, '`positions`'],
    [{ stops: { drawdown: 0 } }, ArgumentError, '`stops.drawdown`'],
    [{ stops: { sharp: 1 } }, ArgumentError, 'did you mean'],
    [{ warmup: 5 }, ArgumentError, '`warmup`'],
    [{ pbo: 1 }, ArgumentError, '`pbo`'],
    [{ folds: 5 }, ArgumentError, '`folds`'],
    [{ options: { tradeFrom: '2024-01-01' } }, ArgumentError, '`options.tradeFrom` is set for each window'],
    [{ options: { fees: new Float64Array(3) } }, ArgumentError, 'Expected `options.fees` to have 1500 values'],
    [{ options: { fee: 1 } }, ArgumentError, 'did you mean'],
    [{ objective: 'sharp' }, ArgumentError, '`objective`'],
    [{ seed: 0.5 }, ArgumentError, '`seed`'],
    [{ space: undefined }, ArgumentError, '`space`'],
    [{ space: grid({ fast: [5], slow: [20] }, { where: () => false }) }, ArgumentError, 'met by none of 1'],
    [{ space: spaceOf({ fast: { from: 2, to: 5 } }) }, ArgumentError, 'Expected `sampler` for a `space`'],
  ] as const)('refuses %o before any work', async (wrong, kind, text) => {
    const asked = { ...windows, space, ...wrong } as never;
    const failure = await walkForward(Cross, bars, asked).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(kind);
    expect(String((failure as Error).message).toLowerCase()).toContain(text.toLowerCase());
  });

  it('knows the parameters of the strategy by their types', async () => {
    const wf = await walkForward(Cross, bars.slice(0, 700), { ...windows, space, options });
    const fast: number | undefined = wf.windows.at(0).params?.fast;
    expect(fast).toBeGreaterThan(2);
    // @ts-expect-error the strategy has no such parameter
    expect(wf.windows.at(0).params?.quick).toBeUndefined();
    // @ts-expect-error a space of other parameters
    await expect(walkForward(Cross, bars, { ...windows, space: grid({ quick: [1, 2] }) })).rejects.toThrow('quick');
    // @ts-expect-error no such way
    await expect(walkForward(Cross, bars, { ...windows, space, positions: 'keep' })).rejects.toThrow('positions');
  });

  it('refuses what is no class and no bars, and a strategy that always throws', async () => {
    await expect(walkForward(new Cross() as never, bars, { ...windows, space })).rejects.toThrow('a class of strategies');
    await expect(walkForward(Cross, {} as never, { ...windows, space })).rejects.toThrow(ArgumentError);
    const Broken = defineStrategy({
      name: 'Broken',
      parameters: { n: { type: 'int', min: 1, max: 3, default: 1 } },
      signals: () => {
        throw new Error('no signals today');
      },
    });
    await expect(walkForward(Broken, bars, { ...windows, space: grid({ n: [1, 2] }) })).rejects.toThrow(StrategyError);
  });

  it('cuts columns of the options with the data', async () => {
    const asked = { ...windows, space };
    const column = new Float64Array(1_500).fill(0.001);
    const [one, two] = [
      await walkForward(Cross, bars, { ...asked, options: { fees: 0.001 } }),
      await walkForward(Cross, bars, { ...asked, options: { fees: column } }),
    ];
    expect(two.outOfSample.equity).toEqual(one.outOfSample.equity);
  });
});
