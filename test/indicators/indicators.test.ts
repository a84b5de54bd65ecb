import { ArgumentError, atr, bbands, ema, macd, rsi, sma, stoch, syntheticBars } from 'barwright';
import { type IndicatorCall, type IndicatorScope, withScope } from 'barwright/core';
import { catalog, Ema, type IndicatorData, max, obv, roc, Sma, StreamingIndicator, stddev } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';

const nan = Number.NaN;
const bars = syntheticBars({ seed: 4, length: 300 });

describe('values by hand', () => {
  it('sma, ema and roc of five numbers', () => {
    expect([...sma([1, 2, 3, 4, 6], 2)]).toEqual([nan, 1.5, 2.5, 3.5, 5]);
    expect([...ema([1, 2, 3, 4, 6], 3)]).toEqual([nan, nan, 2, 3, 4.5]);
    expect([...ema([1, 2, 3], 3, { seed: 'first' })]).toEqual([1, 1.5, 2.25]);
    expect([...roc([1, 2, 3, 0, 6], 1)]).toEqual([nan, 100, 50, -100, 0]);
  });

  it('stddev divides by the period, or by one less', () => {
    expect([...stddev([1, 3], 2)]).toEqual([nan, 1]);
    expect(stddev([1, 3], 2, { estimator: 'sample' })[1]).toBeCloseTo(Math.SQRT2, 15);
    expect(stddev([1, 3], 2, { deviations: 2.5 })[1]).toBe(2.5);
    expect(() => stddev([1, 3], 1, { estimator: 'sample' })).toThrow(
      'Expected `period` to be at least 2 for the sample estimator, was `1`.',
    );
  });

  it('atr takes gaps for range, obv starts from the first volume', () => {
    expect([...atr({ high: [3, 9, 4], low: [1, 7, 2], close: [2, 8, 3] }, 1)]).toEqual([nan, 7, 6]);
    expect([...obv({ close: [2, 3, 3, 1], volume: [5, 1, 7, 2] })]).toEqual([5, 6, 6, 4]);
  });
});

describe('edges', () => {
  it('rsi is 100 in a rise, 0 in a fall, 0 where nothing moves', () => {
    const rise = Float64Array.from({ length: 50 }, (_, i) => 0.1 * i);
    expect(
      rsi(rise, 5)
        .subarray(5)
        .every((value) => value === 100),
    ).toBe(true);
    expect(
      rsi(
        rise.map((x) => -x),
        5,
      )
        .subarray(5)
        .every((value) => value === 0),
    ).toBe(true);
    expect(
      rsi(new Float64Array(50).fill(7), 5)
        .subarray(5)
        .every((value) => value === 0),
    ).toBe(true);
  });

  it('rsi and stoch stay in 0 to 100', () => {
    for (const value of rsi(bars.close, 3).subarray(3)) expect(value >= 0 && value <= 100).toBe(true);
    for (const value of stoch(bars, { fastK: 3, slowK: 1, slowD: 1 }).k.subarray(3)) expect(value >= 0 && value <= 100).toBe(true);
  });

  it('constant prices give no width, no range and no place in it', () => {
    const flat = new Float64Array(600).fill(100.1);
    const { upper, lower } = bbands(flat, 20);
    expect(upper.subarray(19)).toEqual(lower.subarray(19));
    expect(upper[500]).toBe(100.1);
    expect(atr({ high: flat, low: flat, close: flat }, 14)[500]).toBe(0);
    expect(stoch({ high: flat, low: flat, close: flat }).k[500]).toBe(0);
    expect(sma(flat, 20)[500]).toBe(100.1);
  });

  it('a period beyond the data gives NaN throughout, and no data gives none', () => {
    for (const entry of catalog.list()) {
      if (entry.kind !== 'causal') continue;
      const short = (length: number): IndicatorData => {
        const { time, open, high, low, close, volume } = bars.slice(0, length);
        return { time, open, high, low, close, volume, other: open, periods: volume, buyVolume: volume, funding: low, openInterest: high };
      };
      for (const column of Object.values(entry.compute(short(3)))) expect(column.length).toBe(3);
      expect(entry.compute(short(0))[entry.outputs[0]].length).toBe(0);
    }
    expect([...max([1, 2], 3)]).toEqual([nan, nan]);
  });
});

describe('calls', () => {
  it('refuse what they do not take, with the name, the value and the mend', () => {
    expect(() => sma([1, 2], 0)).toThrow(ArgumentError);
    expect(() => sma([1, 2], 0)).toThrow('Expected `period` to be an integer >= 1 and <= 100000, was `0`.');
    expect(() => sma([1, 2], 1.5)).toThrow('was `1.5`');
    expect(() => sma('close' as never, 2)).toThrow("Expected `x` to be a Float64Array or an array of numbers, was `'close'`.");
    expect(() => ema([1], 2, { seed: 'frist' as never })).toThrow('Did you mean `first`?');
    expect(() => macd([1], { slwo: 3 } as never)).toThrow('Did you mean `slow`?');
    expect(() => atr({ high: [1, 2], low: [1], close: [1, 2] })).toThrow('Expected `low` to have length 2 as `high`, was 1.');
    const shared = new Float64Array(10);
    expect(() => sma(shared, 2, { out: shared })).toThrow('Expected `out` to have memory of its own');
    expect(() => sma(shared.subarray(0, 6), 2, { out: shared.subarray(4) })).toThrow('Expected `out` to have memory of its own');
    expect(() => macd(bars.close, { out: { line: new Float64Array(300) } as never })).toThrow('Unknown option `line` in `out`.');
  });

  it('pass through the open scope once, but not with a column to write to', () => {
    const seen: IndicatorCall[] = [];
    const scope: IndicatorScope = {
      find: (name, inputs, parameters) =>
        seen.find((call) => call.name === name && call.inputs[0] === inputs[0] && call.parameters.period === parameters.period)?.output,
      add: (call) => void seen.push(call),
    };
    withScope(scope, () => {
      expect(sma(bars.close, 20)).toBe(sma(bars.close, 20));
      sma(bars.close, 20, { out: new Float64Array(300) });
      catalog.get('macd').compute(bars);
    });
    expect(seen.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['sma', { period: 20 }],
      ['macd', { fast: 12, slow: 26, signal: 9 }],
    ]);
  });

  it('take views on shared memory', () => {
    expect(sma(bars.toShared().slice(10, 200).close, 20)).toEqual(sma(bars.close.slice(10, 200), 20));
  });
});

describe('streaming', () => {
  it('continues after a restart from JSON', () => {
    const live = new Sma(3);
    for (const x of [1, 2, 3, 4]) live.next(x);
    const restored = Sma.restore(JSON.parse(JSON.stringify(live.snapshot())));
    expect(restored.next(8)).toBe(5);
    expect(live.next(8)).toBe(5);
  });

  it('names the parameters of a snapshot', () => {
    expect(new Ema(5, { seed: 'first' }).snapshot()).toMatchObject({ indicator: 'ema', parameters: { period: 5, seed: 'first' } });
    expect(() => Ema.restore(new Sma(5).snapshot())).toThrow("Expected a snapshot of `ema`, was `'sma'`.");
  });

  it('is one family', () => {
    for (const entry of catalog.list()) expect(entry.stream()).toBeInstanceOf(StreamingIndicator);
  });
});
