import { type Fill, type Position, type Table, type Trade, table } from 'barwright/market';
import type { MetricsInput } from 'barwright/metrics';
import fc from 'fast-check';

export const day = 86_400_000;

/** What a test says of a trade; the rest is filled in. */
export type TradeLike = Partial<Trade> & Pick<Trade, 'pnl'>;

function tableOf<Row extends object>(rows: readonly Row[], names: readonly (keyof Row & string)[]): Table<Row> {
  const text = new Set(['symbol', 'direction', 'exitReason', 'status', 'side', 'reason', 'liquidity', 'moment']);
  const columns = Object.fromEntries(
    names.map((name) => [
      name,
      () => (text.has(name) ? rows.map((row) => row[name]) : Float64Array.from(rows, (row) => Number(row[name]))),
    ]),
  );
  return table<Row>(rows.length, columns as never);
}

export function tradesOf(rows: readonly TradeLike[]): Table<Trade> {
  const full = rows.map(
    (row, id): Trade => ({
      id,
      symbol: 'X',
      direction: 'long',
      quantity: 1,
      entryIndex: 0,
      entryTime: 0,
      entryPrice: 100,
      exitIndex: 1,
      exitTime: day,
      exitPrice: 100 + row.pnl,
      exitReason: row.status === 'open' ? 'open' : 'exit',
      fees: 0,
      returns: row.pnl / 100,
      bars: 1,
      mae: -0.01,
      mfe: 0.02,
      status: 'closed',
      ...row,
    }),
  );
  return tableOf(full, Object.keys(full[0] ?? { id: 0, pnl: 0, status: '', entryIndex: 0 }) as never);
}

export function fillsOf(rows: readonly Pick<Fill, 'index' | 'price' | 'quantity' | 'fee' | 'slippage'>[]): Table<Fill> {
  return tableOf(rows as readonly Fill[], ['index', 'price', 'quantity', 'fee', 'slippage']);
}

export function positionsOf(rows: readonly Pick<Position, 'entryIndex' | 'status'>[]): Table<Position> {
  return tableOf(rows as readonly Position[], ['entryIndex', 'status']);
}

/** A run of daily bars from an equity curve. */
export function runOf(equity: readonly number[], rest: Partial<MetricsInput> = {}): MetricsInput {
  return {
    equity: Float64Array.from(equity),
    time: Float64Array.from(equity, (_, i) => Date.UTC(2024, 0, 1) + i * day),
    startingCash: 100,
    intervalMs: day,
    periodsPerYear: 365,
    riskFree: 0,
    from: 0,
    trades: tradesOf([]),
    positions: positionsOf([]),
    fills: fillsOf([]),
    exposure: new Float64Array(equity.length),
    benchmark: undefined,
    ...rest,
  };
}

/** An equity curve from returns in steps of a hundredth of a per cent. */
export function curve(start: number, steps: readonly number[]): Float64Array {
  let value = start;
  return Float64Array.from(steps, (step) => (value *= 1 + step / 10_000));
}

const step = fc.integer({ min: -3_000, max: 3_000 });

const tradeLike: fc.Arbitrary<TradeLike> = fc
  .record({
    pnl: fc.integer({ min: -50_000, max: 50_000 }).map((cents) => cents / 100),
    returns: fc.integer({ min: -9_000, max: 20_000 }).map((steps) => steps / 10_000),
    entryIndex: fc.nat({ max: 40 }),
    bars: fc.nat({ max: 30 }),
    mae: fc.nat({ max: 5_000 }).map((steps) => -steps / 10_000),
    mfe: fc.nat({ max: 5_000 }).map((steps) => steps / 10_000),
    direction: fc.constantFrom('long' as const, 'short' as const),
    status: fc.constantFrom('closed' as const, 'closed' as const, 'open' as const),
  })
  .map((row) => ({ ...row, entryTime: row.entryIndex * day, exitTime: (row.entryIndex + row.bars) * day }));

/** Any run: curves with and without movement, trades won and lost, fills with and without fees, with a benchmark or not. */
export const anyRun: fc.Arbitrary<MetricsInput> = fc
  .record({
    steps: fc.array(fc.oneof(step, fc.constant(0)), { minLength: 1, maxLength: 90 }),
    from: fc.double({ min: 0, max: 0.9, noNaN: true }),
    startingCash: fc.constantFrom(1, 100, 10_000, 12_345.67),
    riskFree: fc.constantFrom(0, 0, 0.03, -0.005),
    periodsPerYear: fc.constantFrom(12, 252, 365, 8_760),
    trades: fc.array(tradeLike, { maxLength: 25 }),
    fills: fc.array(
      fc.record({
        index: fc.nat({ max: 60 }),
        price: fc.integer({ min: 1, max: 1_000 }),
        quantity: fc.integer({ min: 1, max: 50 }),
        fee: fc.integer({ min: -100, max: 500 }),
        slippage: fc.nat({ max: 100 }),
      }),
      { maxLength: 12 },
    ),
    hasBenchmark: fc.boolean(),
    seed: fc.array(step, { minLength: 90, maxLength: 90 }),
    exposure: fc.array(fc.constantFrom(0, 0, 1, -1, 0.5, 2), { minLength: 90, maxLength: 90 }),
  })
  .map(({ steps, from, startingCash, seed, exposure, hasBenchmark, trades, fills, ...rest }) => {
    const n = steps.length;
    return runOf(
      steps.map(() => 0),
      {
        equity: curve(startingCash, steps),
        startingCash,
        ...rest,
        from: Math.floor(from * n),
        trades: tradesOf(trades),
        fills: fillsOf(fills),
        positions: positionsOf(trades.map((trade) => ({ entryIndex: trade.entryIndex ?? 0, status: trade.status ?? 'closed' }))),
        exposure: Float64Array.from(exposure.slice(0, n)),
        benchmark: hasBenchmark ? curve(startingCash, seed.slice(0, n)) : undefined,
      },
    );
  });
