import { defineStrategy, syntheticBars } from 'barwright';
import { grid, workerPool } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { combinatorialPurged, crossValidate, walkForward, walkForwardPermutation } from 'barwright/validation';
import { describe, expect, it, vi } from 'vitest';

const bars = syntheticBars({ seed: 7, length: 1_200, interval: '1h' });
const asked = {
  train: { bars: 400 },
  test: { bars: 200 },
  space: grid({ fast: [3, 6, 9], slow: [12, 20, 30] }),
  options: { fees: 0.001 },
} as const;

describe('searches in windows', () => {
  it('give the same bytes in threads as in this one', async () => {
    const here = await walkForward(MovingAverageCross, bars, asked);
    const there = await walkForward(MovingAverageCross, bars, { ...asked, workers: 2 });
    expect(there.executor).toEqual({ name: 'workers', note: undefined });
    expect(JSON.stringify(there)).toBe(JSON.stringify(here));
    expect(there.outOfSample.equity).toEqual(here.outOfSample.equity);
  }, 60_000);

  it('give the same bytes where threads reckon overfitting too, paths and permutations', async () => {
    const pool = await workerPool({ threads: 2 });
    const many = grid({ fast: { from: 2, to: 26 }, slow: { from: 30, to: 49 } });
    const short = { ...asked, space: many, train: { bars: 600 }, test: { bars: 300 } } as const;
    const { train: _, test: __, ...search } = asked;
    const folds = { ...search, splitter: combinatorialPurged({ groups: 4, testGroups: 2, purge: { bars: 5 } }) };
    const drawn = { ...asked, permutations: 2 };
    try {
      const [forward, there] = [
        await walkForward(MovingAverageCross, bars, short),
        await walkForward(MovingAverageCross, bars, { ...short, workers: pool }),
      ];
      expect(forward.luck.trials).toBeGreaterThan(900);
      expect(forward.luck.overfitting).toBeGreaterThan(0);
      expect(JSON.stringify(there)).toBe(JSON.stringify(forward));
      const paths = await crossValidate(MovingAverageCross, bars, folds);
      expect(JSON.stringify(await crossValidate(MovingAverageCross, bars, { ...folds, workers: pool }))).toBe(JSON.stringify(paths));
      const permuted = await walkForwardPermutation(MovingAverageCross, bars, drawn);
      expect(JSON.stringify(await walkForwardPermutation(MovingAverageCross, bars, { ...drawn, workers: pool }))).toBe(
        JSON.stringify(permuted),
      );
    } finally {
      await pool.close();
    }
  }, 120_000);

  it("run on an executor of one's own, which stays open", async () => {
    const pool = await workerPool({ threads: 1 });
    const one = await walkForward(MovingAverageCross, [bars, bars.withInstrument({ symbol: 'B' })], { ...asked, workers: pool });
    const two = await walkForward(MovingAverageCross, [bars, bars.withInstrument({ symbol: 'B' })], { ...asked, workers: pool });
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    await pool.close();
  }, 60_000);

  it('stay in this thread where a class cannot travel, and say so', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const Local = defineStrategy({
      name: 'Local',
      parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 2, max: 50, default: 10 } },
      signals: ({ close }) => ({
        entries: Uint8Array.from(close, (price, i) => +(price > close[Math.max(0, i - 1)])),
        exits: new Uint8Array(close.length),
      }),
    });
    const wf = await walkForward(Local, bars, { ...asked, minTrades: 0, workers: 'auto' });
    expect(wf.executor.name).toBe('inline');
    expect(wf.summary()).toContain('Run in this thread: ');
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
    await expect(walkForward(Local, bars, { ...asked, workers: 2 })).rejects.toThrow('static module = import.meta.url');
  }, 60_000);
});
