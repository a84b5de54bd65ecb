import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ArgumentError,
  type Bars,
  backtest,
  crossedAbove,
  crossedBelow,
  DataError,
  defineStrategy,
  SourceError,
  sma,
  syntheticBars,
} from 'barwright';
import { grid, hyperband, randomSearch, researchLog, type SweepOptions, space, sweep } from 'barwright/search';
import { deflatedSharpe } from 'barwright/significance';
import { MovingAverageCross, TimeSeriesMomentum } from 'barwright/strategy';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pooled, type TrialSharpes } from '../../src/search/research/research-entry.ts';
import { isSameData, searchedDataOf } from '../../src/search/research/searched-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'barwright-research-'));
afterAll(() => rmSync(folder, { recursive: true }));
let path = '';
let count = 0;
beforeEach(() => {
  path = join(folder, `research-${count++}.jsonl`);
});

const day = 86_400_000;
const bars = syntheticBars({ seed: 7, length: 1_000, interval: '1d', symbol: 'AAA' });
const windows = grid({ fast: [5, 10, 20], slow: [40, 80] });
const lookbacks = grid({ lookback: { from: 20, to: 60, step: 20 } });
const run: SweepOptions<{ readonly fast: number; readonly slow: number }> = { space: windows };

describe('a research log', () => {
  it('makes the deflated Sharpe ratio count the trials of all sessions', async () => {
    const first = await sweep(MovingAverageCross, bars, { ...run, research: researchLog(path), note: 'first idea' });
    expect(first.deflatedSharpe).toMatchObject({ tried: 6, before: 0 });
    // Another session, with another strategy.
    const research = researchLog(path);
    const second = await sweep(TimeSeriesMomentum, bars, { space: lookbacks, research });
    const alone = await sweep(TimeSeriesMomentum, bars, { space: lookbacks });
    expect(second.deflatedSharpe).toMatchObject({ tried: 3, before: 6 });
    expect(second.deflatedSharpe?.probability).toBeLessThanOrEqual(alone.deflatedSharpe?.probability ?? Number.NaN);
    expect(second.deflatedSharpe?.threshold).toBeGreaterThan(alone.deflatedSharpe?.threshold ?? Number.NaN);
    // The same figure from the Sharpe ratios of all nine trials and the numbers of independent ones.
    const best = second.best.result();
    const scale = Math.sqrt(best.periodsPerYear);
    const trialSharpes = [...first.trials.column('sharpe'), ...second.trials.column('sharpe')].map((sharpe) => sharpe / scale);
    const trials = (first.deflatedSharpe?.trials ?? 0) + (alone.deflatedSharpe?.trials ?? 0);
    const wanted = deflatedSharpe(best.returns, { trialSharpes, trials });
    if (wanted.threshold >= (alone.deflatedSharpe?.threshold ?? 0))
      expect(second.deflatedSharpe?.threshold).toBeCloseTo(wanted.threshold, 12);
    expect(research.sweeps.map(({ strategy, note, tried }) => [strategy, note, tried])).toEqual([
      ['MovingAverageCross', 'first idea', 6],
      ['TimeSeriesMomentum', undefined, 3],
    ]);
    expect(research.trials(bars)).toMatchObject({ tried: 9 });
    expect(research.trials(bars).variance).toBeCloseTo(varianceOf(trialSharpes), 14);
    expect(research.summary()).toContain('9 trials');
    expect(research.summary()).toContain('first idea');
    expect(second.summary()).toContain('(3 trials and 6 before them on the same data, as good as');
    expect(first.best.params).toEqual(research.sweeps[0].best?.params);
  });

  it('counts the same sweep once: run again, broken off and gone on, ranked otherwise', async () => {
    const research = researchLog(path);
    const controller = new AbortController();
    const many = { space: grid({ fast: { from: 2, to: 20 }, slow: { from: 21, to: 60 } }), research };
    const onProgress = ({ done }: { readonly done: number }): void => {
      if (done >= 20) controller.abort();
    };
    const part = await sweep(MovingAverageCross, bars, { ...many, signal: controller.signal, onProgress });
    expect(part.isComplete).toBe(false);
    expect(research.sweeps).toMatchObject([{ trials: part.trials.length, isComplete: false }]);
    const whole = await sweep(MovingAverageCross, bars, many);
    expect(whole.deflatedSharpe?.before).toBe(0);
    await sweep(MovingAverageCross, bars, { ...many, objective: 'totalReturn' });
    expect(research.sweeps).toMatchObject([{ trials: 760, isComplete: true }]);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
    // A part of it, run again, takes nothing away.
    const again = new AbortController();
    await sweep(MovingAverageCross, bars, { ...many, signal: again.signal, onProgress: () => again.abort() });
    expect(research.sweeps).toMatchObject([{ trials: 760 }]);
  });

  it('counts another code under the same name again', async () => {
    const research = researchLog(path);
    const cross = (extra: number) =>
      defineStrategy({
        name: 'Cross',
        parameters: { fast: { type: 'int', min: 2, max: 50, default: 5 } },
        signals(data, p) {
          const [fast, slow] = [sma(data.close, p.fast), sma(data.close, 30 + extra)];
          return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
        },
      });
    for (const extra of [0, 7, 0]) await sweep(cross(extra), bars, { space: grid({ fast: [5, 10, 15] }), research });
    expect(research.sweeps.map(({ tried }) => tried)).toEqual([3, 3]);
  });

  it('takes a longer download of a symbol for the same data, another symbol, interval or time not', async () => {
    const research = researchLog(path);
    await sweep(MovingAverageCross, bars, { ...run, research });
    const triedBefore = async (data: Bars | readonly Bars[]): Promise<number | undefined> => {
      const result = await sweep(MovingAverageCross, data as Bars, { ...run, research: researchLog(copyOf(path)) });
      return result.deflatedSharpe?.before;
    };
    const longer = syntheticBars({ seed: 7, length: 1_600, interval: '1d', symbol: 'AAA' });
    expect(await triedBefore(longer)).toBe(6);
    expect(await triedBefore(bars.slice(400, 1_000))).toBe(6);
    expect(await triedBefore(syntheticBars({ seed: 9, length: 1_000, interval: '1d', symbol: 'BBB' }))).toBe(0);
    expect(await triedBefore(syntheticBars({ seed: 9, length: 1_000, interval: '1h', symbol: 'AAA' }))).toBe(0);
    const other = syntheticBars({ seed: 8, length: 1_000, interval: '1d', symbol: 'BBB' });
    expect(await triedBefore([bars, other])).toBe(6);
  });

  it('keeps backtests that were made by hand, each once', async () => {
    const research = researchLog(path);
    const result = backtest(new MovingAverageCross({ fast: 5, slow: 40 }), bars);
    const entry = await research.add(result, { note: 'by hand' });
    await research.add(backtest(new MovingAverageCross({ fast: 5, slow: 40 }), bars));
    await research.add(backtest(new MovingAverageCross({ fast: 6, slow: 40 }), bars));
    expect(entry).toMatchObject({ kind: 'backtest', tried: 1, note: 'by hand' });
    expect(research.entries).toHaveLength(2);
    expect(research.sweeps).toHaveLength(0);
    const swept = await sweep(TimeSeriesMomentum, bars, { space: grid({ lookback: [20] }), research });
    // One trial alone has no deflated Sharpe ratio; with those by hand it has.
    expect(swept.deflatedSharpe).toMatchObject({ tried: 1, before: 2 });
    const single = await sweep(TimeSeriesMomentum, bars, { space: grid({ lookback: [20] }) });
    expect(single.deflatedSharpe).toBeUndefined();
    // A backtest without trades has no Sharpe ratio.
    const idle = backtest(new MovingAverageCross({ fast: 5, slow: 900 }), bars.slice(0, 500));
    await research.add(idle);
    expect(research.trials().tried).toBe(3);
  });

  it('counts random and halving searches, and sweeps of which nothing counts', async () => {
    const research = researchLog(path);
    const searched = space({ fast: { from: 2, to: 30 }, slow: { from: 40, to: 160 } });
    await sweep(MovingAverageCross, bars, { space: searched, sampler: randomSearch({ trials: 15 }), research });
    await sweep(MovingAverageCross, bars, { space: searched, sampler: hyperband({ minBars: 250, maxBars: 1_000, factor: 2 }), research });
    const none = await sweep(MovingAverageCross, bars, { space: windows, minTrades: 10_000, research });
    expect(none.counts.ok).toBe(0);
    expect(research.sweeps.map(({ tried }) => tried > 0)).toEqual([true, true, true]);
    expect(research.sweeps[2].best).toBeUndefined();
  });

  it('survives a line that was broken off, and says which line is damaged', async () => {
    const research = researchLog(path);
    await sweep(MovingAverageCross, bars, { ...run, research });
    const size = readFileSync(path).length;
    appendFileSync(path, '{"kind":"sweep","id":"ab');
    expect(research.sweeps).toHaveLength(1);
    await sweep(TimeSeriesMomentum, bars, { space: lookbacks, research });
    expect(research.sweeps).toHaveLength(2);
    truncateSync(path, size - 5);
    expect(researchLog(path).sweeps).toHaveLength(0);
    truncateSync(path, 10);
    await sweep(MovingAverageCross, bars, { ...run, research });
    expect(research.sweeps).toHaveLength(1);
    writeFileSync(path, `${readFileSync(path, 'utf8')}{broken}\n`);
    expect(() => research.sweeps).toThrow(DataError);
    expect(() => researchLog(path)).toThrow('Line 3');
  });

  it('refuses files that are none, missing folders, and wrong options before any work', async () => {
    writeFileSync(path, 'time,open\n1,2\n');
    expect(() => researchLog(path)).toThrow('is something else');
    writeFileSync(path, '{"barwright":"research","format":9}\n');
    expect(() => researchLog(path)).toThrow('of format 1, was 9');
    expect(() => researchLog(join(folder, 'missing', 'x.jsonl'))).toThrow(SourceError);
    expect(() => researchLog(folder)).toThrow(SourceError);
    expect(() => researchLog('')).toThrow(ArgumentError);
    expect(() => researchLog(7 as never)).toThrow('Expected `path`');
    const research = researchLog(join(folder, 'options.jsonl'));
    await expect(sweep(MovingAverageCross, bars, { ...run, research: 'x.jsonl' as never })).rejects.toThrow(
      "such as researchLog('research.jsonl')",
    );
    await expect(sweep(MovingAverageCross, bars, { ...run, note: 'x' })).rejects.toThrow('give `research` too');
    await expect(sweep(MovingAverageCross, bars, { ...run, research, note: 'x'.repeat(501) })).rejects.toThrow('at most 500 characters');
    await expect(research.add({} as never)).rejects.toThrow('Expected `result`');
    await expect(research.add(backtest(new MovingAverageCross(), bars), { nota: '' } as never)).rejects.toThrow('Did you mean `note`?');
    expect(existsSync(research.path)).toBe(false);
  });

  it('never makes the best look better, whatever was tried before', async () => {
    const alone = await sweep(MovingAverageCross, bars, run);
    const before = fc.record({
      tried: fc.integer({ min: 1, max: 100_000 }),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
      mean: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
      variance: fc.double({ min: 0, max: 0.01, noNaN: true }),
    });
    let file = 0;
    await fc.assert(
      fc.asyncProperty(before, async ({ tried, share, mean, variance }) => {
        const research = researchLog(join(folder, `before-${file++}.jsonl`));
        const { id: _, ...entry } = await research.add(backtest(new MovingAverageCross({ fast: 3, slow: 300 }), bars));
        await research.record({ ...entry, id: 'earlier', kind: 'sweep', tried, effective: Math.max(1, share * tried), mean, variance });
        const { deflatedSharpe: figure } = await sweep(MovingAverageCross, bars, { ...run, research });
        expect(figure?.before).toBe(research.trials(bars).tried - 6);
        expect(figure?.threshold).toBeGreaterThanOrEqual(alone.deflatedSharpe?.threshold ?? Number.NaN);
        expect(figure?.probability).toBeLessThanOrEqual(alone.deflatedSharpe?.probability ?? Number.NaN);
      }),
      { numRuns: 25 },
    );
  });

  it('is shared by processes that write at once', async () => {
    const script = fileURLToPath(new URL('../fixtures/research-session.ts', import.meta.url));
    const session = (first: number): Promise<number | null> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ['--import', 'tsx', script, path, String(first)], { stdio: 'inherit' });
        child.on('close', resolve);
      });
    expect(await Promise.all([session(0), session(100), session(200)])).toEqual([0, 0, 0]);
    const research = researchLog(path);
    expect(research.sweeps).toHaveLength(24);
    expect(new Set(research.sweeps.map(({ note }) => note)).size).toBe(24);
    expect(research.trials().tried).toBe(48);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('loses no sweep where it cannot be written', async () => {
    const gone = mkdtempSync(join(tmpdir(), 'barwright-gone-'));
    const research = researchLog(join(gone, 'research.jsonl'));
    rmSync(gone, { recursive: true });
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const result = await sweep(MovingAverageCross, bars, { ...run, research });
    expect(result.trials.length).toBe(6);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});

describe('pooling', () => {
  const group = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 30 });
  it('is as if all Sharpe ratios stood in one list', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 6 }), (groups) => {
        const parts = groups.map(
          (values): TrialSharpes => ({ tried: values.length, effective: 1, mean: meanOf(values), variance: varianceOf(values) }),
        );
        const all = groups.flat();
        const together = pooled(parts);
        expect(together.tried).toBe(all.length);
        expect(together.effective).toBe(groups.length);
        expect(together.mean).toBeCloseTo(meanOf(all), 10);
        expect(together.variance).toBeCloseTo(varianceOf(all), 10);
      }),
    );
  });
});

describe('the same data', () => {
  const series = (symbol: string, from: number, length: number) => {
    const one = syntheticBars({
      seed: [...symbol].reduce((seed, letter) => seed + letter.charCodeAt(0), 3),
      length: 2_000,
      interval: '1d',
      symbol,
    });
    return one.slice(from, from + length);
  };
  it('asks for half of the shorter time, both ways alike', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 2, max: 900 }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 2, max: 900 }),
        (a, n, b, m) => {
          const [x, y] = [searchedDataOf([series('A', a, n)]), searchedDataOf([series('A', b, m)])];
          const shared = Math.min(a + n, b + m) - Math.max(a, b);
          expect(isSameData(x, y)).toBe(shared >= 0.5 * Math.min(n, m));
          expect(isSameData(y, x)).toBe(isSameData(x, y));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('tells series without a name by their numbers alone, and sets by half of the smaller', () => {
    const of = (...all: Bars[]) => searchedDataOf(all);
    expect(isSameData(of(series('', 0, 100)), of(series('', 0, 100)))).toBe(true);
    expect(isSameData(of(series('', 0, 100)), of(series('', 0, 101)))).toBe(false);
    const names = (text: string): Bars[] => [...text].map((name) => series(name, 0, 50));
    expect(isSameData(of(...names('ABCD')), of(...names('CDEF')))).toBe(true);
    expect(isSameData(of(...names('ABCD')), of(...names('DEFG')))).toBe(false);
    expect(isSameData(of(...names('A')), of(...names('DEFGA')))).toBe(true);
    expect(series('A', 0, 10).time[1] - series('A', 0, 10).time[0]).toBe(day);
  });
});

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.length < 2 ? 0 : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

let copies = 0;
function copyOf(file: string): string {
  const copy = join(folder, `copy-${copies++}.jsonl`);
  writeFileSync(copy, readFileSync(file));
  return copy;
}
