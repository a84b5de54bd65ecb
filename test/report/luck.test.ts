import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  backtest,
  compareResults,
  crossedAbove,
  crossedBelow,
  defineStrategy,
  loadResult,
  saveResult,
  sma,
  syntheticBars,
} from 'barwright';
import { renderReport } from 'barwright/report';
import { grid, researchLog, sweep } from 'barwright/search';
import { probabilisticSharpe } from 'barwright/significance';
import { walkForward } from 'barwright/validation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const Cross = defineStrategy({
  name: 'Cross',
  parameters: { fast: { type: 'int', min: 2, max: 50, default: 10 }, slow: { type: 'int', min: 5, max: 200, default: 50 } },
  signals({ close }, p) {
    const [fast, slow] = [sma(close, p.fast), sma(close, p.slow)];
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});
const bars = syntheticBars({ seed: 7, length: 1_200 });
const options = { fees: 0.0005, riskFree: 0.02 };
const space = grid({ fast: [5, 10, 15], slow: [20, 40, 60] });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-luck-'));
});
afterAll(() => rm(folder, { recursive: true }));

const display = (value: object): string =>
  (value as { [name: symbol]: () => Record<string, string> })[Symbol.for('Jupyter.display')]()['text/html'];

describe('luck of a result', () => {
  it('of a plain backtest is the probabilistic Sharpe ratio, and what was tried before is not known', async () => {
    const result = backtest(new Cross(), bars, options);
    const chance = probabilisticSharpe(result.excessReturns);
    expect(result.luck).toEqual({ probabilisticSharpe: chance, search: undefined });
    const text = `Chance of a true Sharpe ratio above 0: ${(100 * chance).toFixed(1)}%, had nothing else been tried. How many others were tried before it is not known here.`;
    expect(result.summary()).toContain(text);
    expect(await renderReport(result)).toContain(text);
    expect(display(result)).toContain('trials before not known');
    expect(result.toJSON().luck).toEqual({ probabilisticSharpe: chance, search: null });
  });

  it('of a trial is how its search found it', async () => {
    const found = await sweep(Cross, bars, { space, options });
    const { luck } = found.best.result();
    expect(luck.search).toEqual({
      kind: 'sweep',
      trials: 9,
      before: 0,
      rank: 1,
      objective: 'sharpe',
      deflatedSharpe: found.deflatedSharpe?.probability,
      pbo: found.pbo?.probability,
    });
    const last = found.top(9)[8].result().luck.search;
    expect(last?.rank).toBe(9);
    expect(last?.deflatedSharpe).toBeLessThan(luck.search?.deflatedSharpe as number);
  });

  it('is shown beside the Sharpe ratio wherever a searched result is', async () => {
    const found = await sweep(Cross, bars, { space, options });
    const result = found.best.result();
    const shown = `${(100 * (found.deflatedSharpe?.probability as number)).toFixed(1)}%`;
    const overfitting = `${(100 * (found.pbo?.probability as number)).toFixed(1)}%`;
    const html = await renderReport(result);
    for (const text of [result.summary(), html]) {
      expect(text).toContain(
        `The best of 9 trials by sharpe. Deflated Sharpe ratio: ${shown}; probability of overfitting: ${overfitting}.`,
      );
    }
    for (const text of [html, display(result)]) expect(text).toContain(`deflated ${shown}, PBO ${overfitting}, of 9 trials`);
    const lines = String(compareResults({ plain: backtest(new Cross(), bars, options), found: result })).split('\n');
    const row = (name: string): string[] | undefined =>
      lines
        .find((line) => line.startsWith(name))
        ?.trim()
        .split(/\s{2,}/)
        .slice(1);
    expect(row('Trials')?.at(-1)).toBe('9');
    expect(row('Deflated Sharpe')).toEqual(['n/a', shown]);
    expect(row('Overfitting')).toEqual(['n/a', overfitting]);
  });

  it('is on the pages of pictures of a search, and under them in a notebook', async () => {
    const found = await sweep(Cross, bars, { space, options });
    const shown = (100 * (found.deflatedSharpe?.probability as number)).toFixed(1);
    const overfitting = (100 * (found.pbo?.probability as number)).toFixed(1);
    const text = `Of 9 trials, deflated Sharpe ratio of the best: ${shown} %; probability of overfitting: ${overfitting} %.`;
    for (const picture of [found.heatmap('fast', 'slow'), found.parallel(), found.sensitivity()]) {
      expect(await picture.html()).toContain(text);
      expect(display(picture)).toContain(text);
    }
  });

  it('is kept in a saved result', async () => {
    const result = (await sweep(Cross, bars, { space, options })).best.result();
    const path = join(folder, 'result.gz');
    await saveResult(result, path);
    const loaded = await loadResult(path);
    expect(loaded.luck).toEqual(result.luck);
    expect(loaded.summary()).toBe(result.summary());
    await saveResult(backtest(new Cross(), bars), path);
    expect((await loadResult(path)).luck.search).toBeUndefined();
  });

  it('counts what a research log has of the same data', async () => {
    const research = researchLog(join(folder, 'research.jsonl'));
    await sweep(Cross, bars, { space: grid({ fast: [7, 8], slow: [30, 50] }), options, research });
    const result = (await sweep(Cross, bars, { space, options, research })).best.result();
    expect(result.luck.search?.before).toBe(4);
    expect(result.summary()).toContain('9 trials and 4 before them');
  });

  it('of a walk-forward is of the trials of all its windows', async () => {
    const wf = await walkForward(Cross, bars, { train: { bars: 500 }, test: { bars: 200 }, space, options });
    const { luck } = wf.outOfSample;
    expect(luck.probabilisticSharpe).toBeCloseTo(wf.luck.probabilisticSharpe, 12);
    expect(luck.search).toMatchObject({ kind: 'walkForward', trials: wf.luck.trials, deflatedSharpe: wf.luck.deflatedSharpe });
    expect(wf.outOfSample.summary()).toContain('Out of sample of a walk-forward with 36 trials.');
  });

  it('is not known where returns do not vary', () => {
    const Never = defineStrategy({ signals: ({ length }) => ({ entries: new Uint8Array(length) }) });
    const result = backtest(new Never(), bars);
    expect(result.luck.probabilisticSharpe).toBeNaN();
    expect(result.summary()).toContain('there is no Sharpe ratio to judge');
    expect(result.toJSON().luck.probabilisticSharpe).toBeNull();
  });
});
