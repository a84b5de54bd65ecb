import { type BacktestOptions, Bars, backtest, defineStrategy, type Signals, sma, syntheticBars } from 'barwright';
import { describe, expect, it } from 'vitest';

type Ask = (bars: Bars) => Signals;
const codesOf = (ask: Ask, bars: Bars, options: BacktestOptions = { fees: 0.001 }): readonly string[] =>
  backtest(new (defineStrategy({ signals: ask }))(), bars, options)
    .diagnostics()
    .map(({ code }) => code);
const at = (length: number, ...rows: number[]): Uint8Array => Uint8Array.from({ length }, (_, i) => (rows.includes(i) ? 1 : 0));
const every = (length: number, step: number, shift: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i % step === shift ? 1 : 0));
const bars = syntheticBars({ seed: 9, length: 3_000, symbol: 'ABC' });
const flat = (closes: readonly number[], volume = 1_000): Bars =>
  Bars.fromColumns(
    {
      time: Float64Array.from(closes, (_, i) => 1_700_000_000_000 + i * 3_600_000),
      open: Float64Array.from(closes),
      high: Float64Array.from(closes),
      low: Float64Array.from(closes),
      close: Float64Array.from(closes),
      volume: new Float64Array(closes.length).fill(volume),
    },
    { symbol: 'ABC', interval: '1h' },
  );

describe('diagnostics', () => {
  it('says that nothing was asked for, or that nothing was filled', () => {
    expect(codesOf(({ length }) => ({ entries: at(length) }), bars)).toEqual(['NO_TRADES']);
    const cheap: Ask = ({ length }) => ({ entries: at(length, 5), limit: new Float64Array(length).fill(0.01) });
    const [found] = backtest(new (defineStrategy({ signals: cheap }))(), bars).diagnostics();
    expect(found).toMatchObject({ code: 'NO_TRADES', figures: { orders: 1 } });
  });

  it('names few trades, and a profit that one trade makes', () => {
    const closes = [100, 100, 101, 101, 100, 100, 300, 300, 300, 300];
    const found = codesOf(({ length }) => ({ entries: at(length, 0, 4), exits: at(length, 2, 7) }), flat(closes));
    expect(found).toEqual(expect.arrayContaining(['FEW_TRADES', 'ONE_TRADE_MAKES_THE_PROFIT']));
  });

  it('names fills that are larger than the volume of their bar', () => {
    const ask: Ask = ({ length }) => ({ entries: at(length, 0), exits: at(length, 3) });
    expect(codesOf(ask, flat([10, 10, 10, 10, 10, 10], 1))).toContain('FILLS_ABOVE_VOLUME');
    expect(codesOf(ask, flat([10, 10, 10, 10, 10, 10], 1e6))).not.toContain('FILLS_ABOVE_VOLUME');
  });

  it('names prices that stand still', () => {
    const still = Array.from({ length: 300 }, (_, i) => (i < 50 ? 100 + i : 150));
    expect(codesOf(({ length }) => ({ entries: at(length, 2) }), flat(still))).toContain('STALE_DATA');
  });

  it('names sizes that round to zero', () => {
    const whole = bars.withInstrument({ quantityStep: 1_000_000 });
    expect(codesOf(({ length }) => ({ entries: every(length, 10, 0) }), whole)).toEqual(['NO_TRADES', 'SIZES_ROUNDED_TO_ZERO']);
  });

  it('names entries in the warm-up of the indicators, and tradeFrom mends it', () => {
    const ask: Ask = ({ close, length }) => {
      sma(close, 200);
      return { entries: every(length, 20, 5), exits: every(length, 20, 15) };
    };
    expect(codesOf(ask, bars)).toContain('WARMUP_TRADED');
    expect(codesOf(ask, bars, { fees: 0.001, tradeFrom: bars.time[300] })).not.toContain('WARMUP_TRADED');
  });

  it('names costs that are missing, or eat the edge', () => {
    const ask: Ask = ({ length }) => ({ entries: every(length, 20, 5), exits: every(length, 20, 15) });
    expect(codesOf(ask, bars, {})).toContain('NO_COSTS');
    const rising = flat(
      Array.from({ length: 400 }, (_, i) => 100 + 0.1 * i),
      1e9,
    );
    expect(codesOf(ask, rising, { fees: 0.004 })).toContain('FEES_EAT_THE_EDGE');
    expect(codesOf(ask, rising, { fees: 0.00001 })).not.toContain('FEES_EAT_THE_EDGE');
  });

  it('names results that hang on ambiguous bars', () => {
    const ask: Ask = ({ length }) => ({ entries: every(length, 10, 5), stopLoss: { fraction: 0.0005 }, takeProfit: { fraction: 0.0005 } });
    expect(codesOf(ask, bars)).toContain('HANGS_ON_AMBIGUOUS_BARS');
  });

  it('finds nothing in a calm run', () => {
    const ask: Ask = ({ length }) => ({ entries: every(length, 40, 5), exits: every(length, 40, 25) });
    const wavy = Array.from({ length: 4_000 }, (_, i) => 100 * Math.exp(0.02 * Math.sin(i / 7) + 0.0002 * i));
    expect(codesOf(ask, flat(wavy, 1e9), { fees: 0.0001 })).toEqual([]);
  });
});
