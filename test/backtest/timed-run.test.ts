import { Bars, backtest, defineStrategy, type Signals, syntheticBars } from 'barwright';
import { TimedRunner, timedRun } from 'barwright/backtest';
import { blockSums } from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A strategy that answers given columns. */
function answering(signals: Signals): InstanceType<ReturnType<typeof defineStrategy>> {
  const Given = defineStrategy({ signals: () => signals });
  return new Given();
}

/** Equal up to the rounding of sums, and of what they are made of. */
function expectClose(ours: number, theirs: number, rounding = 0): void {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(theirs)) + rounding);
}

/** The same prices without fractions, so that trades break even. */
function inWholeNumbers(bars: Bars): Bars {
  const [open, high, low, close] = [bars.open, bars.high, bars.low, bars.close].map((column) => column.map(Math.ceil));
  return Bars.fromColumns({ time: bars.time, open, high, low, close, volume: bars.volume });
}

const flags = (length: number, share: number, seed: number): Uint8Array => {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 < share ? 1 : 0;
  });
};

describe('the timed runner', () => {
  it('measures what a backtest measures, and the sums of blocks', () => {
    let timed = 0;
    fc.assert(
      fc.property(
        fc.record({
          length: fc.integer({ min: 32, max: 2_500 }),
          seed: fc.integer({ min: 1, max: 1_000_000 }),
          entering: fc.constantFrom(0.5, 0.1, 0.02, 0.003),
          leaving: fc.constantFrom(0.5, 0.1, 0.02, 0.003, 0),
          fees: fc.constantFrom(0, 0.001, -0.0002, 0.01),
          slippage: fc.constantFrom(0, 0.0005, 0.004),
          spread: fc.constantFrom(0, 0.001),
          riskFree: fc.constantFrom(0, 0.05),
          offset: fc.integer({ min: 0, max: 5 }),
          stopLoss: fc.constantFrom(undefined, { fraction: 0.002 }, { fraction: 0.03 }, { distance: 1 }),
          takeProfit: fc.constantFrom(undefined, { fraction: 0.001 }, { fraction: 0.04 }, { distance: 2 }),
          inSignals: fc.boolean(),
          tradeFrom: fc.constantFrom(0, 0, 0.2, 0.5),
          isWhole: fc.boolean(),
        }),
        ({
          length,
          seed,
          entering,
          leaving,
          fees,
          slippage,
          spread,
          riskFree,
          offset,
          stopLoss,
          takeProfit,
          inSignals,
          tradeFrom: share,
          isWhole,
        }) => {
          const market = syntheticBars({ seed, length });
          const bars = isWhole ? inWholeNumbers(market) : market;
          const entries = flags(length + offset, entering, seed).subarray(offset);
          const exits = flags(length + offset, leaving, seed + 1).subarray(offset);
          const levels = { ...(stopLoss !== undefined && { stopLoss }), ...(takeProfit !== undefined && { takeProfit }) };
          const options = { costs: { fees, slippage, spread }, riskFree, cash: 5_000, ...(inSignals ? {} : levels) };
          const timing = share === 0 ? {} : { tradeFrom: bars.time[Math.floor(length * share)] };
          const signals = { entries, exits, ...(inSignals ? levels : {}) };
          const out = timedRun(16);
          const runner = TimedRunner.of(bars, { ...options, ...timing });
          if (!runner?.run(answering(signals), out)) return;
          timed++;
          const result = backtest(answering(signals), bars, { ...options, ...timing });
          const { totalReturn, sharpe, maxDrawdown, tradeCount, winRate, volatility } = result.metrics;
          expectClose(out.totalReturn, totalReturn);
          // Returns are exact to half of 2^-52, which the ratio carries over their deviation.
          expectClose(out.sharpe, sharpe, (2 ** -51 * result.periodsPerYear) / volatility);
          expectClose(out.maxDrawdown, maxDrawdown);
          expect(out.trades).toBe(tradeCount);
          expect(out.wins).toBe(tradeCount === 0 ? 0 : Math.round(winRate * tradeCount));
          const returns = result.returns.subarray(result.from);
          const ours = runner.returns();
          expect(ours.length).toBe(returns.length);
          for (let i = 0; i < returns.length; i++) expect(Math.abs(ours[i] - returns[i])).toBeLessThan(2 ** -50);
          const blocks = blockSums([returns], 16);
          for (let k = 0; k < 16; k++) {
            expectClose(out.sums[k], blocks.sums[k]);
            expectClose(out.squares[k], blocks.squares[k]);
          }
        },
      ),
      { numRuns: 700 },
    );
    expect(timed).toBeGreaterThan(450);
  });

  it('declines where a bad price, held or not, would drown what was held', () => {
    const market = syntheticBars({ seed: 4, length: 2_000 });
    const entries = flags(2_000, 0.05, 1).fill(0, 0, 100);
    const exits = flags(2_000, 0.05, 2);
    const outcome = [1, 1e-2, 1e-4, 1e-6, 1e-8].map((part) => {
      const close = Float64Array.from(market.close);
      close[20] *= part;
      const low = market.low.map((price, i) => Math.min(price, close[i]));
      const { time, open, high, volume } = market;
      const bars = Bars.fromColumns({ time, open, high, low, close, volume });
      const out = timedRun(16);
      if (!TimedRunner.of(bars, {})?.run(answering({ entries, exits }), out)) return 'declined';
      const { sharpe } = backtest(answering({ entries, exits }), bars, {}).metrics;
      expect(Math.abs(out.sharpe - sharpe)).toBeLessThan(1e-9);
      return 'measured';
    });
    expect(outcome[0]).toBe('measured');
    expect(outcome.slice(2)).toEqual(['declined', 'declined', 'declined']);
  });

  it('declines what it does not know', () => {
    const bars = syntheticBars({ seed: 1, length: 500 });
    for (const options of [
      { trailingStop: { fraction: 0.1 } },
      { stopLoss: { fraction: 0.1 }, intrabar: 'optimistic' },
      { takeProfit: { fraction: 0.1 }, limitFill: 'touch' },
      { fillAt: 'close' },
      { direction: 'both' },
      { size: { equity: 0.5 } },
      { fees: { taker: 0.001 } },
      { leverage: 2 },
      { conventions: 'vectorbt' },
    ] as const) {
      expect(TimedRunner.of(bars, options)).toBeUndefined();
    }
    expect(TimedRunner.of([bars], {})).toBeUndefined();
    expect(TimedRunner.of(bars.withInstrument({ quantityStep: 1 }), {})).toBeUndefined();
    const runner = TimedRunner.of(bars, {});
    const [entries, exits] = [flags(500, 0.1, 1), flags(500, 0.1, 2)];
    const limit = bars.close.map((price) => price * 0.99);
    for (const signals of [
      { entries, exits, stopLoss: { fraction: bars.close.map(() => 0.1) } },
      { entries, exits, stopLoss: { price: 90 } },
      { entries, exits, trailingStop: { fraction: 0.1 } },
      { entries, exits, limit },
      { entries, exits, size: { units: 1 } },
      { exposure: bars.close.map(() => 1) },
      { entries: new Uint8Array(500), exits },
    ] satisfies Signals[]) {
      expect(runner?.run(answering(signals), timedRun(16))).toBe(false);
    }
  });
});
