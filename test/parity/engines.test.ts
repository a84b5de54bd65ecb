import { type BacktestOptions, type Bars, backtest, defineStrategy, resample, syntheticBars } from 'barwright';
import { Rng } from 'barwright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

interface World {
  readonly seed: number;
  readonly length: number;
  readonly instruments: number;
  readonly volatility: number;
  readonly signals: number;
  /** Entries that rest, or target exposures in place of entries and exits. */
  readonly resting: 'none' | 'limit' | 'stop' | 'both' | 'exposure';
  readonly shorts: boolean;
  readonly steps: boolean;
  /** Whether finer bars tell what came first inside each bar; of some bars only. */
  readonly finer: 'none' | 'all' | 'some';
}

const worlds: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  length: fc.integer({ min: 5, max: 120 }),
  instruments: fc.constantFrom(1, 1, 1, 2, 3),
  volatility: fc.constantFrom(0.2, 1, 4),
  signals: fc.constantFrom(0.05, 0.2, 0.5),
  resting: fc.constantFrom('none', 'none', 'limit', 'stop', 'both', 'exposure'),
  shorts: fc.boolean(),
  steps: fc.boolean(),
  finer: fc.constantFrom('none', 'none', 'none', 'all', 'some'),
});

const level = fc.oneof(
  fc.constant(undefined),
  fc.record({ fraction: fc.constantFrom(0.005, 0.02, 0.1) }),
  fc.record({ distance: fc.constantFrom(0.3, 1.5) }),
);

const options: fc.Arbitrary<BacktestOptions> = fc
  .record({
    fillAt: fc.constantFrom('nextOpen', 'nextOpen', 'nextClose', 'close'),
    intrabar: fc.constantFrom('pessimistic', 'optimistic', 'adaptive', 'ohlc', 'olhc'),
    limitFill: fc.constantFrom('through', 'touch'),
    onConflict: fc.constantFrom('ignore', 'entry', 'exit', 'adjacent', 'opposite'),
    onDirectionConflict: fc.constantFrom('ignore', 'long', 'short', 'adjacent', 'opposite'),
    onOpposite: fc.constantFrom('reverse', 'ignore', 'close', 'reduce'),
    onRepeat: fc.constantFrom('ignore', 'accumulate'),
    onExit: fc.constantFrom('close', 'reduce'),
    stopOnAdd: fc.constantFrom('override', 'keep'),
    trailRatchet: fc.constantFrom('bar', 'intrabar'),
    stopBase: fc.constantFrom('fill', 'decisionClose', 'barClose'),
    account: fc.constantFrom('shared', 'shared', 'separate'),
    protectFrom: fc.constantFrom('fill', 'nextBar'),
    slipStops: fc.boolean(),
    signalsAfterExit: fc.constantFrom('use', 'drop'),
    leverage: fc.constantFrom(1, 1, 3),
    insufficientFunds: fc.constantFrom('reject', 'clip'),
    fees: fc.constantFrom(0, 0.001),
    slippage: fc.constantFrom(0, 0.0005),
    size: fc.constantFrom(
      { equity: 0.5 },
      { equity: 1 },
      { units: 3 },
      { notional: 2000 },
      { cash: 0.5 },
      { riskFraction: 0.02, stop: { fraction: 0.05 } },
    ),
    stopLoss: level,
    takeProfit: level,
    trailingStop: level,
    timeStop: fc.constantFrom(undefined, undefined, { bars: 3 }, { bars: 10 }),
    expiry: fc.constantFrom(undefined, { bars: 1 }, { bars: 4 }),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as BacktestOptions);

function barsOf({ seed, length, volatility, steps, finer }: World, k: number): { readonly bars: Bars; readonly finer: Bars } {
  const fine = syntheticBars({
    seed: seed + k,
    length: finer === 'none' ? length : 4 * length,
    interval: finer === 'none' ? '1h' : '15m',
    volatility,
    symbol: `S${k}`,
  });
  const bars = finer === 'none' ? fine : resample(fine, '1h');
  return {
    bars: steps ? bars.withInstrument({ tickSize: 0.01, quantityStep: 0.001, minNotional: 5 }) : bars,
    finer: finer === 'some' ? fine.slice(0, 2 * length) : fine,
  };
}

/** Signals at random, with limit and stop prices about the close where the world has them. */
function strategyOf({ seed, signals: share, resting, shorts }: World) {
  return defineStrategy({
    name: 'Random',
    signals(bars) {
      const rng = new Rng(seed ^ bars.symbol.length ^ bars.symbol.charCodeAt(1));
      const flags = (): Uint8Array => Uint8Array.from(bars.close, () => Number(rng.uniform() < share));
      const prices = (side: number): Float64Array =>
        bars.close.map((close) => (rng.uniform() < 0.5 ? close * (1 + side * (rng.uniform() - 0.3) * 0.02) : Number.NaN));
      const limit = prices(-1);
      const stop = prices(1).map((price, i) => (resting === 'both' && !Number.isNaN(limit[i]) ? Number.NaN : price));
      if (resting === 'exposure') {
        const targets = [Number.NaN, Number.NaN, 0, 0.3, 0.6, 1, ...(shorts ? [-0.5, -1] : [])];
        return { exposure: bars.close.map(() => (rng.uniform() < share ? targets[rng.int(targets.length)] : Number.NaN)) };
      }
      return {
        entries: flags(),
        exits: flags(),
        ...(shorts && { shortEntries: flags(), shortExits: flags() }),
        ...(resting !== 'none' && resting !== 'stop' && { limit }),
        ...(resting !== 'none' && resting !== 'limit' && { stop }),
      };
    },
  });
}

/** What both engines must give, to the last bit. */
function traced(world: World, given: BacktestOptions, engine: 'signals' | 'events') {
  const Strategy = strategyOf(world);
  const data = Array.from({ length: world.instruments }, (_, k) => barsOf(world, k));
  const result = backtest(
    new Strategy(),
    data.map(({ bars }) => bars),
    {
      ...given,
      engine,
      ...(world.finer !== 'none' && {
        intrabar: { bars: Object.fromEntries(data.map(({ bars, finer }) => [bars.symbol, finer])), rule: given.intrabar as 'ohlc' },
      }),
    },
  );
  return {
    fills: result.fills.toRows().map(({ id: _, orderId: __, reason: ___, ...fill }) => fill),
    equity: [...result.equity],
    trades: result.trades.toRows().map(({ exitReason: _, ...trade }) => trade),
    ruin: result.ruin,
    ambiguous: result.ambiguousBars.toRows(),
  };
}

describe('the two engines', () => {
  it('give the same fills and the same equity, to the last bit', () => {
    fc.assert(
      fc.property(worlds, options, (world, given) => {
        const [events, signals] = [traced(world, given, 'events'), traced(world, given, 'signals')];
        signals.fills.forEach((fill, k) => void expect(events.fills[k], `fill ${k}`).toEqual(fill));
        expect(events).toEqual(signals);
      }),
      { numRuns: Number(process.env.PARITY_RUNS ?? 5000), seed: Number(process.env.PARITY_SEED ?? 11) },
    );
  });
});
