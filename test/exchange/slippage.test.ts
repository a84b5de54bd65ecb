import { ArgumentError } from 'barwright';
import {
  basisPointSlippage,
  noSlippage,
  type SlippageModel,
  spreadSlippage,
  squareRootImpact,
  type TakerFill,
  tickSlippage,
  volumeShareSlippage,
} from 'barwright/exchange';
import { describe, expect, it } from 'vitest';

const fill: TakerFill = { side: 1, quantity: 100, price: 50, volume: 10_000, volatility: 0.02, tickSize: 0.05, spread: 0.1, index: 0 };
const of = (model: SlippageModel, change: Partial<TakerFill> = {}): number => model.slippage({ ...fill, ...change });

describe('fixed slippage', () => {
  it('is nothing, basis points or ticks', () => {
    expect(of(noSlippage())).toBe(0);
    expect(of(basisPointSlippage(5))).toBe(0.025);
    expect(of(basisPointSlippage(5), { price: 200 })).toBe(0.1);
    expect(of(tickSlippage(3))).toBeCloseTo(0.15, 14);
    expect(of(tickSlippage(0.5), { tickSize: 0.25 })).toBe(0.125);
  });

  it('leaves something of the price', () => {
    expect(of(tickSlippage(5), { price: 0.1 })).toBe(0.099);
    expect(of(spreadSlippage(1), { price: 1, spread: 40 })).toBe(0.99);
  });

  it('refuses ticks where there are none', () => {
    expect(() => of(tickSlippage(1), { tickSize: 0 })).toThrow('Expected the instrument to have a `tickSize` > 0');
    expect(() => tickSlippage(1).checkInstrument?.({ symbol: 'ABC', tickSize: 0 })).toThrow(
      'Expected `ABC` to have a `tickSize` > 0, as slippage in ticks needs one, was `0`.',
    );
    expect(tickSlippage(1).checkInstrument?.({ symbol: 'ABC', tickSize: 0.01 })).toBeUndefined();
  });

  it('is a share of the spread, and of a wide one where none is quoted', () => {
    expect(of(spreadSlippage())).toBe(0.05);
    expect(of(spreadSlippage(1))).toBe(0.1);
    expect(of(spreadSlippage(), { spread: 0 })).toBe(0);
    expect(of(spreadSlippage(), { spread: Number.NaN })).toBe(0.025);
    expect(of(spreadSlippage(), { spread: -0.1 })).toBe(0.025);
    expect(of(spreadSlippage(1, { fallback: 0.01 }), { spread: Number.NaN })).toBe(0.5);
  });
});

describe('slippage by the share of volume', () => {
  // zipline, tests/finance/test_slippage.py: prices of VolumeShareSlippage, and of one with volume_limit 1 and price_impact 0.3.
  it.each([
    [volumeShareSlippage(), { side: 1, price: 3, quantity: 5, volume: 200 }, 3.0001875],
    [volumeShareSlippage(), { side: 1, price: 3.5, quantity: 50, volume: 2_000 }, 3.50021875],
    [volumeShareSlippage(), { side: -1, price: 3.5, quantity: 50, volume: 2_000 }, 3.49978125],
    [volumeShareSlippage(), { side: 1, price: 4, quantity: 50, volume: 2_000 }, 4.00025],
    [volumeShareSlippage({ impact: 0.3, limit: 1 }), { side: 1, price: 5, quantity: 10, volume: 100 }, 5.015],
  ] as const)('gives the prices of zipline: %#', (model, change, price) => {
    expect(change.price + change.side * of(model, change)).toBeCloseTo(price, 14);
  });

  it('asks no more beyond the limit, and that much where the volume is 0 or not known', () => {
    const most = 50 * 0.1 * 0.025 ** 2;
    expect(of(volumeShareSlippage(), { quantity: 250 })).toBeCloseTo(most, 16);
    expect(of(volumeShareSlippage(), { quantity: 9_000 })).toBeCloseTo(most, 16);
    expect(of(volumeShareSlippage(), { volume: 0 })).toBeCloseTo(most, 16);
    expect(of(volumeShareSlippage(), { volume: Number.NaN })).toBeCloseTo(most, 16);
  });
});

describe('square-root impact', () => {
  it('is a volatility for the whole volume, a tenth of it for a hundredth', () => {
    expect(of(squareRootImpact(), { quantity: 10_000 })).toBe(50 * 0.02);
    expect(of(squareRootImpact())).toBeCloseTo(50 * 0.002, 15);
    expect(of(squareRootImpact({ coefficient: 0.5 }))).toBeCloseTo(50 * 0.001, 15);
  });

  it('is the same in a day as in its 390 minutes', () => {
    const minute = { volume: fill.volume / 390, volatility: fill.volatility / Math.sqrt(390), quantity: 10 };
    expect(of(squareRootImpact(), minute)).toBeCloseTo(of(squareRootImpact(), { quantity: 10 }), 14);
  });

  it('takes the dear side of what is not known', () => {
    for (const volume of [0, Number.NaN]) {
      expect(of(squareRootImpact(), { volume })).toBe(50 * 0.02);
      expect(of(squareRootImpact({ limit: 4 }), { volume })).toBe(50 * 0.02 * 2);
    }
    for (const volatility of [0, Number.NaN]) {
      expect(of(squareRootImpact(), { volatility, quantity: 10_000 })).toBe(50 * 0.02);
      expect(of(squareRootImpact({ fallback: 0.1 }), { volatility, quantity: 10_000 })).toBe(5);
    }
    expect(of(squareRootImpact(), { quantity: 90_000 })).toBe(50 * 0.02);
    expect(of(squareRootImpact({ limit: 9 }), { quantity: 90_000 })).toBe(50 * 0.06);
    expect(of(squareRootImpact({ coefficient: 100, limit: 4 }), { volume: 0 })).toBe(49.5);
  });
});

describe('slippage models', () => {
  it('say what they are', () => {
    expect(noSlippage().name).toBe('none');
    expect(basisPointSlippage(5).name).toBe('5 bps of price');
    expect(tickSlippage(1).name).toBe('1 tick');
    expect(tickSlippage(2).name).toBe('2 ticks');
    expect(spreadSlippage().name).toBe('0.5 of the spread, 0.001 of price where none is quoted');
    expect(volumeShareSlippage().name).toBe('0.1 x share of volume squared, shares up to 0.025');
    expect(squareRootImpact().name).toBe('1 x volatility x root of the share of volume, shares up to 1');
  });

  it.each([
    [() => basisPointSlippage(-1), 'Expected `bps` to be a finite number >= 0 and <= 9900, was `-1`.'],
    [() => basisPointSlippage(10_000), '`bps`'],
    [() => basisPointSlippage(undefined as never), '`bps`'],
    [() => tickSlippage(Number.NaN), 'Expected `ticks` to be a finite number >= 0, was `NaN`.'],
    [() => spreadSlippage(-0.5), '`share`'],
    [() => spreadSlippage(1, { fallback: 1 }), 'Expected `fallback` to be a finite number >= 0 and < 1, was `1`.'],
    [() => spreadSlippage(1, { fallbak: 0.1 } as never), 'Did you mean `fallback`?'],
    [() => volumeShareSlippage({ limit: 0 }), 'Expected `limit` to be a finite number > 0 and <= 1, was `0`.'],
    [() => volumeShareSlippage({ impact: -1 }), '`impact`'],
    [() => volumeShareSlippage(0.1 as never), 'Expected `options` to be an object, was `0.1`.'],
    [() => squareRootImpact({ coefficient: '1' as never }), "Expected `coefficient` to be a finite number >= 0, was `'1'`."],
    [() => squareRootImpact({ limit: Number.POSITIVE_INFINITY }), '`limit`'],
    [() => squareRootImpact({ fallback: -1 }), '`fallback`'],
    [() => squareRootImpact({ impact: 1 } as never), 'Unknown option `impact`'],
  ])('refuse %s', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });
});
