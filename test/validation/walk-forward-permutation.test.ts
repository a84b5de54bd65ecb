import { ArgumentError, Bars, crossedAbove, crossedBelow, defineStrategy, NotEnoughDataError, Panel, sma, syntheticBars } from 'barwright';
import { grid } from 'barwright/search';
import { permuteBars, walkForward, walkForwardPermutation } from 'barwright/validation';
import { describe, expect, it } from 'vitest';

const Trend = defineStrategy({
  name: 'Trend',
  parameters: { period: { type: 'int', min: 2, max: 100, default: 20 } },
  signals({ close }, { period }) {
    const mean = sma(close, period);
    return { entries: crossedAbove(close, mean), exits: crossedBelow(close, mean) };
  },
});
const bars = syntheticBars({ seed: 7, length: 500, interval: '1d' });
const asked = { train: { bars: 200 }, test: { bars: 100 }, space: grid({ period: [5, 10, 20] }), options: { fees: 0.001 } } as const;

/** A wave that a trend follower can ride, which shuffling takes away. */
const wave = ((): Bars => {
  const close = Float64Array.from({ length: 500 }, (_, i) => 100 * Math.exp(0.3 * Math.sin(i / 12)));
  const open = close.map((price, i) => (i === 0 ? price : close[i - 1]));
  const [high, low] = [Math.max, Math.min].map((most) => close.map((price, i) => most(price, open[i])));
  return Bars.fromColumns({ time: bars.time, open, high, low, close, volume: bars.volume }, { interval: '1d' });
})();

describe('walkForwardPermutation', () => {
  it('holds the real walk-forward against those of shuffled markets', async () => {
    const seen: number[] = [];
    const test = await walkForwardPermutation(Trend, bars, {
      ...asked,
      permutations: 9,
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    const real = await walkForward(Trend, bars, asked);
    expect(test.observed).toBe(real.outOfSample.metrics.sharpe);
    expect(test.values).toHaveLength(9);
    expect(test.pValue).toBe((1 + test.values.filter((value) => value >= test.observed).length) / 10);
    expect(seen).toHaveLength(10);
    expect(seen.at(-1)).toBe(1);
    const again = await walkForwardPermutation(Trend, bars, { ...asked, permutations: 9 });
    expect(JSON.stringify(again)).toBe(JSON.stringify(test));
    expect(test.summary()).toContain(`p-value ${test.pValue}`);
    expect(new Set(test.values).size).toBeGreaterThan(5);
  });

  it('finds a pattern in time, and none where there is none', async () => {
    const found = await walkForwardPermutation(Trend, wave, { ...asked, permutations: 19, figure: 'totalReturn' });
    expect(found.pValue).toBe(0.05);
    const none = await walkForwardPermutation(Trend, permuteBars(wave, { seed: 5 }), { ...asked, permutations: 19 });
    expect(none.pValue).toBeGreaterThan(0.05);
  });

  it('gives noise a p-value of 0.3 or less about three times of ten', async () => {
    let low = 0;
    const worlds = 40;
    for (let seed = 1; seed <= worlds; seed++) {
      const noise = permuteBars(syntheticBars({ seed, length: 260, interval: '1d' }), { seed });
      const few = { ...asked, train: { bars: 100 }, test: { bars: 80 }, space: grid({ period: [5, 15] }), permutations: 9 };
      if ((await walkForwardPermutation(Trend, noise, { ...few, figure: 'totalReturn' })).pValue <= 0.3) low++;
    }
    // 12 of 40 are expected; 4 and fewer, or 21 and more, come to pass once in 200 times.
    expect(low).toBeGreaterThan(4);
    expect(low).toBeLessThan(21);
  }, 60_000);

  it('keeps the first training window, and takes several markets', async () => {
    const choices = new Set<string>();
    const other = syntheticBars({ seed: 9, length: 500, interval: '1d', symbol: 'B' });
    const spied = async (data: Parameters<typeof walkForward>[1]): Promise<void> => {
      const test = await walkForwardPermutation(Trend, data, {
        ...asked,
        permutations: 3,
        figure: function traded(result) {
          choices.add(String(result.equity[250]));
          return result.fills.length;
        },
      });
      expect(test.figure).toBe('traded');
    };
    await spied([bars.withInstrument({ symbol: 'A' }), other]);
    expect(choices.size).toBeGreaterThan(1);
    await spied(Panel.of([bars.withInstrument({ symbol: 'A' }), other]));
  });

  it.each([
    [{ permutations: 0 }, ArgumentError, '`permutations`'],
    [{ figure: 'sharp' }, ArgumentError, 'Unknown metric'],
    [{ figure: () => 'good' }, ArgumentError, 'Expected `figure` to answer a number'],
    [{ train: { bars: 498 } }, NotEnoughDataError, 'at least 3 bars after the first training window'],
    [{ shuffles: 5 }, ArgumentError, '`shuffles`'],
    [{ onProgress: 5 }, ArgumentError, '`onProgress`'],
    [{ signal: AbortSignal.abort(new ArgumentError('enough')) }, ArgumentError, 'enough'],
  ] as const)('refuses %o', async (wrong, kind, text) => {
    const failure = await walkForwardPermutation(Trend, bars, { ...asked, permutations: 2, ...wrong } as never).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(kind);
    expect(String((failure as Error).message)).toContain(text);
  });
});
