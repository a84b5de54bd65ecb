import { describe, expect, it } from 'vitest';
import { fillLines, flags, flat, hourly, orderLines, run, tidy } from './runs.ts';

/** Opens 100, 101, ... and closes half above. */
const rising = hourly([0, 1, 2, 3, 4, 5].map((i) => [100 + i, 101 + i, 99 + i, 100.5 + i]));

describe('market orders', () => {
  const signals = { entries: flags('.x....'), exits: flags('...x..') };
  const units = { size: { units: 2 } } as const;

  it('fill at the next open by default', () => {
    const result = run(rising, signals, units);
    expect(fillLines(result)).toEqual(['2 open entry +2 @ 102', '4 open exit -2 @ 104']);
    expect(Array.from(result.equity)).toEqual([10_000, 10_000, 10_001, 10_003, 10_004, 10_004]);
  });

  it('fill at the next close', () => {
    expect(fillLines(run(rising, signals, { ...units, fillAt: 'nextClose' }))).toEqual([
      '2 close entry +2 @ 102.5',
      '4 close exit -2 @ 104.5',
    ]);
  });

  it('fill at the close that decided them, which is said to be optimistic', () => {
    const result = run(rising, signals, { ...units, fillAt: 'close' });
    expect(fillLines(result)).toEqual(['1 close entry +2 @ 101.5', '3 close exit -2 @ 103.5']);
    expect(result.assumptions.find(({ name }) => name === 'Fills')).toMatchObject({ value: 'close', kind: 'optimistic' });
  });

  it('decided at the last bar stay open', () => {
    const result = run(rising, { entries: flags('.....x') }, units);
    expect(orderLines(result)).toEqual(['5 market buy entry open']);
    expect(result.warnings).toContain('No order was filled.');
  });

  it('mark what is open at the end at the last close', () => {
    const [trade] = run(rising, { entries: flags('...x..') }, units).trades;
    expect(trade).toMatchObject({ status: 'open', exitReason: 'open', entryPrice: 104, exitPrice: 105.5, pnl: 3, exitIndex: 5 });
  });

  it('fill at the first bar after a gap', () => {
    const gapped = flat([100, 110, 120, 130]);
    const time = Float64Array.from(gapped.time, (t, i) => t + (i >= 2 ? 5 * 3_600_000 : 0));
    const { open, high, low, close } = gapped;
    const bars = (gapped.constructor as typeof import('barwright').Bars).fromColumns({ time, open, high, low, close }, { interval: '1h' });
    expect(fillLines(run(bars, { entries: flags('.x..') }, units))).toEqual(['2 open entry +2 @ 120']);
  });
});

describe('costs', () => {
  const bars = flat([100, 100, 100, 100]);
  const signals = { entries: flags('x...'), exits: flags('.x..') };

  it('are nothing by default, and the result says so', () => {
    const result = run(bars, signals);
    expect(result.equity[3]).toBe(10_000);
    expect(result.assumptions.filter(({ kind }) => kind === 'optimistic').map(({ name }) => name)).toEqual([
      'Fees',
      'Slippage',
      'Liquidity',
      'Steps',
    ]);
  });

  it('take a fraction of the notional', () => {
    const result = run(bars, signals, { fees: 0.01, size: { units: 10 } });
    expect(Array.from(result.fills.column('fee'))).toEqual([10, 10]);
    expect(result.equity[3]).toBe(9_980);
  });

  it('take an amount a fill and an amount a unit', () => {
    const result = run(bars, signals, { fees: { fixed: 3, perUnit: 0.5 }, size: { units: 10 } });
    expect(Array.from(result.fills.column('fee'))).toEqual([8, 8]);
  });

  it('take the taker rate of market orders and the maker rate of limits', () => {
    const moving = flat([100, 99, 96, 100, 104, 104], 2);
    const limit = Float64Array.from([95, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    const result = run(
      moving,
      { entries: flags('x.....'), exits: flags('...x..'), limit },
      { fees: { maker: -0.001, taker: 0.002 }, size: { units: 10 } },
    );
    expect(fillLines(result)).toEqual(['2 intrabar entry +10 @ 95', '4 open exit -10 @ 104']);
    expect(Array.from(result.fills.column('liquidity'))).toEqual(['maker', 'taker']);
    expect(Array.from(result.fills.column('fee'), tidy)).toEqual([-0.95, 2.08]);
  });

  it('move the price against the trader by slippage and half the spread', () => {
    const result = run(bars, signals, { costs: { slippage: 0.01, spread: 0.02 }, size: { units: 10 } });
    expect(fillLines(result)).toEqual(['1 open entry +10 @ 102', '2 open exit -10 @ 98']);
    expect(Array.from(result.fills.column('slippage'), (cost) => Math.round(cost * 1e6) / 1e6)).toEqual([20, 20]);
    expect(result.equity[3]).toBeCloseTo(9_960, 9);
  });

  it('read a column at the bar of the fill', () => {
    const result = run(bars, signals, {
      fees: Float64Array.of(0, 0.01, 0.02, 0),
      slippage: Float64Array.of(0, 0, 0.1, 0),
      size: { units: 10 },
    });
    expect(fillLines(result)).toEqual(['1 open entry +10 @ 100', '2 open exit -10 @ 90']);
    expect(Array.from(result.fills.column('fee'))).toEqual([10, 18]);
  });

  it('are paid out of all of equity', () => {
    const result = run(bars, signals, { fees: 0.001, slippage: 0.0005 });
    const [entry] = result.fills;
    expect(entry.quantity * entry.price + entry.fee).toBeCloseTo(10_000, 8);
    expect(entry.price).toBeCloseTo(100.05, 12);
  });
});

describe('steps of the venue', () => {
  const bars = flat([100.3, 100.3, 100.3, 100.3], 0, {
    tickSize: 0.1,
    quantityStep: 0.01,
    minNotional: 50,
    minQuantity: 0.2,
    maxQuantity: 60,
  });
  const signals = { entries: flags('x...'), exits: flags('.x..') };
  const reject = (options: Parameters<typeof run>[2]): string | undefined => run(bars, signals, options).orders.at(0).reject;

  it('round the slipped price to the tick, against the trader', () => {
    expect(fillLines(run(bars, signals, { slippage: 0.0001, size: { units: 1 } }))).toEqual([
      '1 open entry +1 @ 100.4',
      '2 open exit -1 @ 100.2',
    ]);
  });

  it('round quantities down to the step', () => {
    expect(fillLines(run(bars, signals, { size: { units: 1.239 } }))[0]).toBe('1 open entry +1.23 @ 100.3');
    expect(fillLines(run(bars, signals, { size: { equity: 0.5 } }))[0]).toBe('1 open entry +49.85 @ 100.3');
  });

  it('refuse with the reason', () => {
    expect(reject({ size: { units: 0.009 } })).toBe('QUANTITY_ROUNDS_TO_ZERO');
    expect(reject({ size: { units: 0.1 } })).toBe('QUANTITY_BELOW_MINIMUM');
    expect(reject({ size: { units: 0.3 } })).toBe('NOTIONAL_BELOW_MINIMUM');
    expect(reject({ size: { units: 61 } })).toBe('QUANTITY_ABOVE_MAXIMUM');
    expect(reject({ size: { units: 99.8 }, cash: 9_000 })).toBe('INSUFFICIENT_FUNDS');
    expect(reject({ size: { units: Float64Array.of(Number.NaN, 1, 1, 1) } })).toBe('INVALID_SIZE');
  });

  it('deal what is exactly a minimum or a maximum', () => {
    const exact = flat([100, 100, 100, 100], 0, { minQuantity: 0.5, maxQuantity: 2, minNotional: 50 });
    for (const units of [0.5, 2]) expect(run(exact, signals, { size: { units } }).fills.at(0).quantity).toBe(units);
  });

  it('cut to the funds where asked', () => {
    const result = run(bars, signals, { size: { units: 59 }, cash: 1_000, insufficientFunds: 'clip' });
    expect(fillLines(result)[0]).toBe('1 open entry +9.97 @ 100.3');
  });

  it('are counted in the warnings', () => {
    expect(run(bars, signals, { size: { units: 0.1 } }).warnings).toContain('1 order was rejected: QUANTITY_BELOW_MINIMUM.');
  });

  it('value contracts by their multiplier', () => {
    const contracts = flat([100, 100, 110, 110], 0, { kind: 'linear', multiplier: 5, quantityStep: 1 });
    const result = run(contracts, { entries: flags('x...') }, { fees: 0.001 });
    expect(fillLines(result)).toEqual(['1 open entry +19 @ 100']);
    expect(result.fills.at(0).fee).toBeCloseTo(9.5, 12);
    expect(result.equity[3]).toBeCloseTo(10_000 - 9.5 + 19 * 5 * 10, 9);
    expect(result.trades.at(0).pnl).toBeCloseTo(950 - 9.5, 9);
  });
});
