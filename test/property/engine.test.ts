import { type BacktestOptions, type BacktestResult, type Bars, backtest, defineStrategy, type Signals, syntheticBars } from 'barwright';
import { Rng } from 'barwright/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SignalsEngine } from '../../src/backtest/signals-engine.ts';

const cash = 10_000;

/** A market, signals and options, all drawn by chance. */
const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  length: fc.integer({ min: 2, max: 250 }),
  density: fc.constantFrom(0.02, 0.1, 0.4),
  entry: fc.constantFrom('market' as const, 'limit' as const, 'stop' as const),
  answer: fc.constantFrom('long' as const, 'both' as const, 'exposure' as const),
  tickSize: fc.constantFrom(0, 0.01),
  quantityStep: fc.constantFrom(0, 0.001),
  stop: fc.constantFrom(undefined, 0.005, 0.02),
  target: fc.constantFrom(undefined, 0.005, 0.03),
  trail: fc.constantFrom(undefined, 0.01),
  expiry: fc.constantFrom(undefined, 1, 5),
  timeStop: fc.constantFrom(undefined, 3, 10),
  size: fc.constantFrom(
    { equity: 1 },
    { units: 10 },
    { notional: 5_000 },
    { cash: 0.5 },
    { riskFraction: 0.01, stop: { fraction: 0.01 } },
    { targetEquity: 0.7 },
  ),
  options: fc.record({
    fillAt: fc.constantFrom('nextOpen' as const, 'nextClose' as const, 'close' as const),
    intrabar: fc.constantFrom('pessimistic' as const, 'optimistic' as const, 'adaptive' as const, 'ohlc' as const, 'olhc' as const),
    limitFill: fc.constantFrom('through' as const, 'touch' as const),
    trailRatchet: fc.constantFrom('bar' as const, 'intrabar' as const),
    insufficientFunds: fc.constantFrom('reject' as const, 'clip' as const),
    leverage: fc.constantFrom(1, 3),
    onConflict: fc.constantFrom('ignore' as const, 'entry' as const, 'exit' as const, 'adjacent' as const, 'opposite' as const),
    onDirectionConflict: fc.constantFrom('ignore' as const, 'long' as const, 'short' as const, 'adjacent' as const, 'opposite' as const),
    onOpposite: fc.constantFrom('ignore' as const, 'close' as const, 'reduce' as const, 'reverse' as const),
    onRepeat: fc.constantFrom('ignore' as const, 'accumulate' as const),
    onExit: fc.constantFrom('close' as const, 'reduce' as const),
    stopOnAdd: fc.constantFrom('override' as const, 'keep' as const),
    protectFrom: fc.constantFrom('fill' as const, 'nextBar' as const),
    signalsAfterExit: fc.constantFrom('use' as const, 'drop' as const),
    fees: fc.constantFrom(0, 0.001),
    slippage: fc.constantFrom(0, 0.0005),
  }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function marketOf(of: Case): Bars {
  const { tickSize, quantityStep } = of;
  return syntheticBars({ seed: of.seed, length: of.length, interval: '1h', volatility: 1.5, instrument: { tickSize, quantityStep } });
}

/** Columns drawn bar by bar, so that those of a shorter market are the first part of those of a longer one. */
function signalsOf(of: Case, bars: Bars): Signals {
  const rng = new Rng(of.seed);
  const { length, close } = bars;
  const [entries, exits, shortEntries, shortExits] = [0, 1, 2, 3].map(() => new Uint8Array(length));
  const prices = new Float64Array(length);
  const exposure = new Float64Array(length);
  let target = 0;
  for (let i = 0; i < length; i++) {
    for (const column of [entries, exits, shortEntries, shortExits]) column[i] = rng.uniform() < of.density ? 1 : 0;
    const draw = rng.uniform();
    prices[i] = draw < 0.2 ? Number.NaN : close[i] * (1 + (draw - 0.5) * 0.02);
    if (rng.uniform() < of.density) target = (rng.uniform() - 0.5) * 2;
    exposure[i] = rng.uniform() < 0.05 ? Number.NaN : target;
  }
  if (of.answer === 'exposure') return { exposure };
  const rest = of.entry === 'market' ? {} : { [of.entry]: prices };
  return { entries, exits, ...(of.answer === 'both' ? { shortEntries, shortExits } : {}), ...rest };
}

function run(of: Case, bars: Bars): BacktestResult {
  const Drawn = defineStrategy({ signals: (given) => signalsOf(of, given) });
  const level = (fraction: number | undefined): { fraction: number } | undefined => (fraction === undefined ? undefined : { fraction });
  const settings = {
    stopLoss: level(of.stop),
    takeProfit: level(of.target),
    trailingStop: level(of.trail),
    expiry: of.expiry === undefined ? undefined : { bars: of.expiry },
    timeStop: of.timeStop === undefined ? undefined : { bars: of.timeStop },
    size: of.answer === 'exposure' ? undefined : of.size,
  };
  return backtest(new Drawn(), bars, { cash, ...of.options, ...(settings as BacktestOptions) });
}

const sameBits = (a: Float64Array, b: Float64Array): boolean => a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

describe('over random markets, signals and options', () => {
  test('cash and positions, followed from the fills alone, are the equity at every bar', () => {
    fc.assert(
      fc.property(cases, (of) => {
        const bars = marketOf(of);
        const result = run(of, bars);
        const fills = result.fills.toRows();
        let [money, held, next] = [cash, 0, 0];
        for (let i = 0; i < bars.length; i++) {
          for (; next < fills.length && fills[next].index === i; next++) {
            const { side, quantity, price, fee } = fills[next];
            const signed = side === 'buy' ? quantity : -quantity;
            money -= signed * price + fee;
            held += signed;
          }
          expect(result.equity[i]).toBeGreaterThanOrEqual(0);
          if (result.ruin !== undefined && i >= result.ruin.index) expect(result.equity[i]).toBe(0);
          else expect(Math.abs(money + held * bars.close[i] - result.equity[i])).toBeLessThan(1e-9 * (cash + Math.abs(money)));
        }
        expect(next).toBe(fills.length);
      }),
      { numRuns: 600 },
    );
  });

  test('profits of the trades, open ones included, are what the account gained', () => {
    fc.assert(
      fc.property(cases, (of) => {
        const result = run(of, marketOf(of));
        const profit = result.trades.column('pnl').reduce((sum, value) => sum + value, 0);
        const written = result.ruin?.shortfall ?? 0;
        expect(Math.abs(profit + written - (result.equity[result.equity.length - 1] - cash))).toBeLessThan(1e-6);
      }),
      { numRuns: 400 },
    );
  });

  test('the first bars of a run are the run over the first bars, bit for bit', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.1, max: 1, noNaN: true }), (of, share) => {
        const bars = marketOf(of);
        const length = Math.max(1, Math.floor(bars.length * share));
        const [whole, part] = [run(of, bars), run(of, bars.slice(0, length))];
        expect(sameBits(part.equity, whole.equity.slice(0, length))).toBe(true);
        expect(part.fills.toRows()).toEqual(whole.fills.toRows().filter(({ index }) => index < length));
      }),
      { numRuns: 600 },
    );
  });

  test('passing over quiet bars changes nothing, bit for bit', () => {
    const { runOne } = SignalsEngine.prototype;
    fc.assert(
      fc.property(cases, (of) => {
        const bars = marketOf(of);
        const quick = run(of, bars);
        SignalsEngine.prototype.runOne = function (from: number): void {
          runOne.call(this, from, true);
        };
        try {
          const slow = run(of, bars);
          expect(sameBits(slow.equity, quick.equity)).toBe(true);
          expect(slow.fills.toRows()).toEqual(quick.fills.toRows());
          expect(slow.orders.toRows()).toEqual(quick.orders.toRows());
        } finally {
          SignalsEngine.prototype.runOne = runOne;
        }
      }),
      { numRuns: 400 },
    );
  });

  test('before slippage every fill lies inside its bar', () => {
    fc.assert(
      fc.property(cases, (of) => {
        const bars = marketOf(of);
        const result = run({ ...of, options: { ...of.options, slippage: 0 } }, bars);
        for (const { index, price, reason } of result.fills) {
          if (reason === 'liquidation') continue;
          expect(price).toBeGreaterThanOrEqual(bars.low[index] - 0.01);
          expect(price).toBeLessThanOrEqual(bars.high[index] + 0.01);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the same run twice gives the same bytes, and its inputs are as they were', () => {
    fc.assert(
      fc.property(cases, (of) => {
        const bars = marketOf(of);
        const [first, second] = [run(of, bars), run(of, bars)];
        expect(JSON.stringify(first)).toBe(JSON.stringify(second));
        expect(sameBits(bars.close, marketOf(of).close)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('two instruments on separate accounts are the sum of their own runs', () => {
    fc.assert(
      fc.property(cases, (of) => {
        const [a, b] = [
          marketOf(of).withInstrument({ symbol: 'A' }),
          marketOf({ ...of, seed: of.seed + 1 }).withInstrument({ symbol: 'B' }),
        ];
        const Drawn = defineStrategy({ signals: (given) => signalsOf(of, given) });
        const options: BacktestOptions = { ...of.options, cash };
        const together = backtest(new Drawn(), [a, b], { ...options, account: 'separate' });
        const alone = [a, b].map((bars) => backtest(new Drawn(), bars, { ...options, cash: cash / 2 }).equity);
        for (let i = 0; i < a.length; i++) expect(together.equity[i]).toBeCloseTo(alone[0][i] + alone[1][i], 8);
      }),
      { numRuns: 150 },
    );
  });
});
