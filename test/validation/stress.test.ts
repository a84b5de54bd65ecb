import {
  type Bar,
  Bars,
  backtest,
  bybitLinear,
  type Context,
  crossedAbove,
  crossedBelow,
  defineStrategy,
  Panel,
  Strategy,
  sma,
  syntheticBars,
} from 'barwright';
import { feeSchedule, randomRejects } from 'barwright/exchange';
import { stress, stressScenarios } from 'barwright/validation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rising } from './markets.ts';

const Cross = defineStrategy({
  name: 'Cross',
  parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 10, max: 200, default: 50 } },
  signals({ close }, p) {
    const [fast, slow] = [sma(close, p.fast), sma(close, p.slow)];
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});
class Breakout extends Strategy<{ lookback: number }> {
  static parameters = { lookback: { type: 'int', min: 5, max: 200, default: 20 } } as const;
  high = this.indicator('max', { period: this.params.lookback }, { input: 'high' });
  low = this.indicator('min', { period: this.params.lookback }, { input: 'low' });
  override onBar(bar: Bar, ctx: Context): void {
    if (ctx.isIdle(bar.symbol) && bar.close > this.high.previous) ctx.buy(bar.symbol, { size: { equity: 0.5 } });
    else if (bar.close < this.low.previous && !ctx.isIdle(bar.symbol)) ctx.close(bar.symbol);
  }
}
const bars = syntheticBars({ seed: 7, length: 1_500 });
const costs = { fees: 0.001, slippage: 0.0005 };
const neutral = { fees: 1, slippage: 1, late: 0, missed: 0, noise: 0, missing: 0, jitter: 0 };

const Once = defineStrategy({
  name: 'Once',
  signals: ({ length }) => ({
    entries: Uint8Array.from({ length }, (_, i) => +(i === 1)),
    exits: Uint8Array.from({ length }, (_, i) => +(i === 3)),
  }),
});

describe('stress', () => {
  it.each([
    ['signals', new Cross(), bars, costs],
    ['signals in the event engine', new Cross(), bars, { ...costs, engine: 'events', seed: 3 } as const],
    ['events', new Breakout(), bars, { ...costs, latency: { orderMs: 5 } }],
    ['several instruments', new Cross(), [bars, syntheticBars({ seed: 8, length: 1_200, symbol: 'B' })], costs],
  ])('leaves a neutral scenario as the base run: %s', async (_, strategy, data, options) => {
    const { base, rows, fragility } = await stress(strategy, data, { options, scenarios: { neutral, empty: {} } });
    const { equity, metrics } = backtest(strategy, data, options);
    expect(base.finalEquity).toBe(equity[equity.length - 1]);
    expect(base.sharpe).toBe(metrics.sharpe);
    for (const row of rows) expect(row.figures).toEqual(base);
    for (const row of rows) expect(row.change).toEqual({ finalEquity: 0, totalReturn: 0, sharpe: 0, maxDrawdown: 0, trades: 0 });
    expect(fragility === null || fragility === 0).toBe(true);
  });

  it('agrees with figures reckoned by hand', async () => {
    // In at the open of bar 2 (110), out at the open of bar 4 (133.1): x 1.21. One bar later: 121 to 146.41, the same.
    const scenarios = { fees: { fees: 2 }, slippage: { slippage: 3 }, late: { late: 1 }, never: { missed: 1 } };
    const size = { units: 10 };
    const options = { cash: 10_000, fees: 0.01, slippage: 0.01, size };
    const { base, rows, worst, turned } = await stress(new Once(), rising(8), { options, scenarios });
    const end = (from: number, to: number, fee: number, slip: number): number =>
      10_000 + 10 * (to * (1 - slip) * (1 - fee) - from * (1 + slip) * (1 + fee));
    expect(base.finalEquity).toBeCloseTo(end(110, 133.1, 0.01, 0.01), 8);
    expect(rows.map(({ figures }) => figures?.finalEquity)).toEqual([
      expect.closeTo(end(110, 133.1, 0.02, 0.01), 8),
      expect.closeTo(end(110, 133.1, 0.01, 0.03), 8),
      expect.closeTo(end(121, 146.41, 0.01, 0.01), 8),
      10_000,
    ]);
    expect(rows[3].figures).toMatchObject({ trades: 0, sharpe: null });
    expect(rows[3]).toMatchObject({ loss: 1, turned: true });
    expect([worst, turned]).toEqual(['never', 0.25]);
  });

  it('scores fragility as the mean share of the Sharpe ratio that is lost', async () => {
    const { base, rows, fragility } = await stress(new Once(), rising(8), {
      options: { fees: 0.01, size: { units: 10 } },
      scenarios: { more: { fees: 5 }, never: { missed: 1 }, same: {} },
    });
    const lost = 1 - (rows[0].figures?.sharpe as number) / (base.sharpe as number);
    expect(lost).toBeGreaterThan(0);
    expect(rows.map(({ loss }) => loss)).toEqual([lost, 1, 0]);
    expect(fragility).toBe((lost + 1) / 3);
  });

  it('gives no fragility where the base run loses', async () => {
    const report = await stress(new Once(), rising(8), { options: { fees: 0.2, size: { units: 10 } }, scenarios: { fees: { fees: 2 } } });
    expect([report.fragility, report.turned, report.rows[0].loss]).toEqual([null, null, null]);
    expect(report.summary()).toContain('Fragility: n/a');
  });

  it('never earns more with higher costs on the same fills', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.constantFrom<number | object>(
          0.001,
          { taker: 0.001, maker: -0.0002 },
          feeSchedule({ taker: 0.0005, fixed: 0.1 }),
          new Float64Array(600).fill(0.0004),
        ),
        async (seed, times, fees) => {
          const { base, rows } = await stress(new Cross(), syntheticBars({ seed, length: 600 }), {
            options: { fees: fees as number, slippage: 0.0002, size: { units: 0.01 } },
            scenarios: { fees: { fees: times }, slippage: { slippage: times } },
          });
          for (const { figures } of rows) {
            expect(figures?.trades).toBe(base.trades);
            expect(figures?.finalEquity).toBeLessThanOrEqual(base.finalEquity);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('turns a rebate against the trader', async () => {
    const rebate = { options: { fees: -0.01, size: { units: 10 } }, scenarios: { two: { fees: 2 }, three: { fees: 3 } } };
    const { rows } = await stress(new Once(), rising(8), rebate);
    expect(rows[0].figures?.finalEquity).toBe(backtest(new Once(), rising(8), { size: { units: 10 } }).equity[7]);
    expect(rows[1].figures?.finalEquity).toBe(backtest(new Once(), rising(8), { size: { units: 10 }, fees: 0.01 }).equity[7]);
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const run = async (seed: number): Promise<string> => JSON.stringify(await stress(new Cross(), bars, { options: costs, seed, runs: 3 }));
    const [a, again, b] = [await run(1), await run(1), await run(2)];
    expect(again).toBe(a);
    expect(b).not.toBe(a);
    expect(a).not.toContain('NaN');
  });

  it.each([
    ['signals', new Cross(), bars, costs],
    ['events', new Breakout(), bars, costs],
    ['a panel', new Cross(), Panel.of([bars, syntheticBars({ seed: 8, length: 1_500, symbol: 'B' })]), costs],
    ['columns in options', new Cross(), bars, { ...costs, fees: new Float64Array(1_500).fill(0.001) }],
  ])('runs every usual scenario: %s', async (_, strategy, data, options) => {
    const { rows, leftOut, fragility, toJSON } = await stress(strategy, data, { options, runs: 2 });
    expect(leftOut).toEqual([]);
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(stressScenarios));
    for (const { failure, figures } of rows) {
      expect(failure).toBeNull();
      for (const figure of Object.values(figures!)) expect(figure === null || Number.isFinite(figure)).toBe(true);
    }
    if (fragility !== null) expect(fragility >= 0 && fragility <= 1).toBe(true);
    expect(JSON.parse(JSON.stringify(toJSON()))).toEqual(toJSON());
  });

  it('makes the orders of an event strategy a bar late', async () => {
    class In extends Strategy {
      #bar = 0;
      override onBar(bar: Bar, ctx: Context): void {
        if (this.#bar === 1) ctx.buy(bar.symbol, { size: { units: 10 } });
        if (this.#bar++ === 3) ctx.close(bar.symbol);
      }
    }
    // As reckoned for signals: 10 x (133.1 - 110), and a bar later 10 x (146.41 - 121).
    const { base, rows } = await stress(new In(), rising(8), { scenarios: { late: { late: 1 }, never: { missed: 1 } } });
    expect(base.finalEquity).toBeCloseTo(10_231, 8);
    expect(rows[0].figures?.finalEquity).toBeCloseTo(10_254.1, 8);
    expect(rows[1].figures?.finalEquity).toBe(10_000);
  });

  it('keeps the refusals of the run beside its own', async () => {
    const options = { costs: { fees: 0.001, rejects: randomRejects(0.2) } };
    const { base, rows } = await stress(new Breakout(), bars, { options, scenarios: { none: {}, all: { missed: 1 } } });
    expect(rows[0].figures).toEqual(base);
    expect(rows[1].figures?.finalEquity).toBe(10_000);
  });

  it('leaves the usual scenarios out that say nothing, with the reason', async () => {
    const { leftOut, isFree, summary } = await stress(new Once(), rising(8));
    expect(leftOut.map(({ name }) => name)).toEqual(
      ['fees x 2', 'slippage x 3', 'outage', 'parameters +-10 %'].filter((name) => leftOut.some((of) => of.name === name)),
    );
    expect(leftOut.map(({ name }) => name)).toContain('parameters +-10 %');
    expect(isFree).toBe(true);
    expect(summary().split('\n')[0]).toBe('The base run is free of costs: no venue trades for nothing.');
    expect(summary()).toContain('Left out: fees x 2. It multiplies fees, and the run has none: give `options.fees`.');
  });

  it('liquidates by the prices of a shock, not by mark prices that know nothing of it', async () => {
    const flat = new Float64Array(40).fill(100);
    const columns = { open: flat, high: flat, low: flat, close: flat, volume: flat };
    const calm = Bars.fromColumns({ time: flat.map((_, i) => i * 86_400_000), ...columns }, { symbol: 'ABC' });
    class Hold extends Strategy {
      #bars = 0;
      override onBar(_: Bar, ctx: Context): void {
        if (this.#bars++ === 0) ctx.buy('ABC', { size: { units: 44 } });
      }
    }
    // 44 units at 100 on 1,000: 5 are left at the bottom of the crash, below the margin of 17; 571 would be left after it.
    const options = { venue: bybitLinear({ leverage: 10, fees: { taker: 0 }, marks: { ABC: calm } }), cash: 1_000 };
    const { base, rows } = await stress(new Hold(), calm, { options, scenarios: { crash: { shock: 'crash' } } });
    expect(base.finalEquity).toBe(1_000);
    expect(rows[0].figures?.finalEquity).toBeLessThan(20);
  });

  it('says where the strategy throws', async () => {
    const Proud = defineStrategy({
      name: 'Proud',
      signals(of) {
        if (of.length < 1_500) throw new Error('too few bars');
        return new Cross().signals(of, { fast: 10, slow: 50 });
      },
    });
    const { rows, worst, summary } = await stress(new Proud(), bars, {
      options: costs,
      scenarios: { missing: { missing: 0.1 }, fees: { fees: 2 } },
    });
    expect(rows[0]).toMatchObject({ figures: null, change: null, lowest: null, turned: true });
    expect(rows[0].failure).toContain('too few bars');
    expect(worst).toBe('missing');
    expect(summary()).toContain('missing threw: ');
  });

  it('tells of progress and stops when told to', async () => {
    const seen: string[] = [];
    const controller = new AbortController();
    await stress(new Cross(), bars, {
      options: costs,
      runs: 2,
      scenarios: { a: { noise: 0.1 }, b: {} },
      onProgress: ({ done, total }) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(['1/4', '2/4', '3/4', '4/4']);
    const stopped = stress(new Cross(), bars, { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
  });

  it.each([
    [{ runs: 0 }, 'Expected `runs` to be an integer >= 1, was `0`.'],
    [{ sead: 1 }, 'Unknown option `sead` in `options`. Did you mean `seed`?'],
    [{ seed: 0.5 }, 'Expected `seed` to be an integer, was `0.5`.'],
    [{ scenarios: {} }, 'Expected `scenarios` to hold at least one'],
    [{ scenarios: ['crash'] }, 'Expected `scenarios` to be an object of scenarios by name'],
    [{ scenarios: { a: { fee: 2 } } }, "Unknown option `fee` in `scenarios['a']`. Did you mean `fees`?"],
    [{ scenarios: { a: { fees: 0.5 } } }, "Expected `scenarios['a'].fees` to be a finite number >= 1, was `0.5`."],
    [{ scenarios: { a: { late: 0.5 } } }, "Expected `scenarios['a'].late` to be an integer >= 0, was `0.5`."],
    [{ scenarios: { a: { missed: Number.NaN } } }, "Expected `scenarios['a'].missed` to be a finite number >= 0 and <= 1, was `NaN`."],
    [{ scenarios: { a: { shock: 'crush' } } }, 'Did you mean `crash`?'],
    [{ scenarios: { a: { fees: 2 } } }, "Scenario 'a' cannot be run. It multiplies fees, and the run has none: give `options.fees`."],
    [{ scenarios: { a: { slippage: 2 } } }, "Scenario 'a' cannot be run. It multiplies slippage"],
    [{ scenarios: { a: { jitter: 0.1 } } }, "Scenario 'a' cannot be run. It moves parameters, and Once declares no number"],
    [{ scenarios: { a: { shock: 'squeeze' } } }, "Scenario 'a' cannot be run. It needs 7 bars for a squeeze"],
    [{ options: { fess: 1 } }, 'Unknown option `fess`'],
  ])('refuses %j', async (options, text) => {
    await expect(stress(new Once(), rising(7), options as never)).rejects.toThrow(text);
  });

  it('refuses what is no bars, and a run without fills', async () => {
    await expect(stress(new Once(), {} as never)).rejects.toThrow('Expected `data` to be Bars');
    await expect(stress(new Once(), { A: { trades: [] } })).rejects.toThrow('Expected an event strategy for ticks');
    await expect(stress(new Once(), 'bars' as never)).rejects.toThrow('Expected `data` to be Bars');
    await expect(stress(new Once(), rising(2))).rejects.toThrow('it filled none');
  });
});
