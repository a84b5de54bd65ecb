import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, DataError, NotEnoughDataError } from 'barwright';
import { Rng } from 'barwright/core';
import {
  type CrossValidateModelOptions,
  combinatorialPurged,
  crossValidateModel,
  type Model,
  type ModelData,
  purgedKFold,
  rowsOf,
  walkForwardModel,
  walkForwardSplits,
} from 'barwright/validation';
import fc from 'fast-check';
import { RandomForestClassifier } from 'ml-random-forest';
import { describe, expect, it } from 'vitest';

const hour = 3_600_000;
const length = 300;
const rng = new Rng(4);
const a = Float64Array.from({ length }, () => rng.normal());
const b = Float64Array.from({ length }, () => rng.normal());
const times = a.map((_, i) => i * hour);
const linear = a.map((value, i) => 1 + 2 * value - b[i] + 0.1 * rng.normal());
const labelEnds = times.map((time) => time + 4 * hour);
const data: ModelData = { features: { a, b }, target: linear, times, labelEnds };

/** Least squares with a constant, by the normal equations. */
function leastSquares(): Model & { readonly seen: { fit: number[][]; y: number[]; weights: number[] | undefined }[] } {
  const seen: { fit: number[][]; y: number[]; weights: number[] | undefined }[] = [];
  let beta: number[] = [];
  return {
    seen,
    fit(x, y, weights) {
      seen.push({ fit: x, y, weights });
      const rows = x.map((row) => [1, ...row]);
      const width = rows[0].length;
      const system = Array.from({ length: width }, (_, i) => [
        ...Array.from({ length: width }, (_, j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
        rows.reduce((sum, row, k) => sum + row[i] * y[k], 0),
      ]);
      for (let i = 0; i < width; i++) {
        for (let k = 0; k < width; k++) {
          if (k === i) continue;
          const factor = system[k][i] / system[i][i];
          system[k] = system[k].map((value, j) => value - factor * system[i][j]);
        }
      }
      beta = system.map((row, i) => row[width] / row[i]);
    },
    predict: (x) => x.map((row) => row.reduce((sum, value, k) => sum + value * beta[k + 1], beta[0])),
  };
}

describe('walkForwardModel', () => {
  it('fits a new model in each training window and predicts the rows after it', async () => {
    const made: ReturnType<typeof leastSquares>[] = [];
    const make = (): Model => {
      made.push(leastSquares());
      return made[made.length - 1];
    };
    const windows = { train: { bars: 100 }, test: { bars: 50 } } as const;
    const result = await walkForwardModel(make, data, { ...windows, score: 'r2' });
    const splits = walkForwardSplits(windows).split(times, labelEnds);
    expect(result.folds.length).toBe(4);
    expect(made).toHaveLength(4);
    splits.forEach(({ train }, k) => {
      const [{ fit, y }] = made[k].seen;
      // The last four rows of each window are purged: their labels are known in the test.
      expect(train).toEqual([{ from: 50 * k, to: 50 * k + 96 }]);
      expect(fit).toEqual(Array.from(rowsOf(train), (row) => [a[row], b[row]]));
      expect(y).toEqual(Array.from(rowsOf(train), (row) => linear[row]));
    });
    expect(result.score).toBeGreaterThan(0.99);
    expect(result.paths).toHaveLength(1);
    expect(Array.from(result.paths[0].rows)).toEqual(Array.from({ length: 200 }, (_, i) => 100 + i));
    expect(result.predictions.subarray(0, 100).every(Number.isNaN)).toBe(true);
    expect(result.predictions[150]).toBeCloseTo(1 + 2 * a[150] - b[150], 0);
  });

  it('scores as the definitions have it', async () => {
    const target = Float64Array.of(1, 0, 1, 1, 0, 1, 0, 1);
    const x = Float64Array.of(0, 0, 0, 0, 0.9, 0.8, 0.3, 0.6);
    const rows = { features: { x }, target, times: target.map((_, i) => i) };
    const itself = (): Model => ({ fit: () => {}, predict: (given) => given.map(([value]) => value) });
    const one = { train: { bars: 4 }, test: { bars: 4 } } as const;
    const logLoss = await walkForwardModel(itself, rows, { ...one, score: 'logLoss' });
    expect(logLoss.score).toBeCloseTo(-(Math.log(0.1) + Math.log(0.8) + Math.log(0.7) + Math.log(0.6)) / 4, 12);
    // The constant answer is the share of ones in training, three of four.
    expect(logLoss.baseline).toBeCloseTo(-(2 * Math.log(0.25) + 2 * Math.log(0.75)) / 4, 12);
    const squared = await walkForwardModel(itself, rows, { ...one });
    expect(squared.scoreName).toBe('meanSquaredError');
    expect(squared.score).toBeCloseTo((0.81 + 0.04 + 0.09 + 0.16) / 4, 12);
    const r2 = await walkForwardModel(itself, rows, { ...one, score: 'r2' });
    expect(r2.score).toBeCloseTo(1 - (0.81 + 0.04 + 0.09 + 0.16) / 1, 12);
    const rounded = (): Model => ({ fit: () => {}, predict: (given) => given.map(([value]) => Math.round(value)) });
    const accuracy = await walkForwardModel(rounded, rows, { ...one, score: 'accuracy' });
    expect(accuracy.score).toBe(0.75);
    expect(accuracy.baseline).toBe(0.5);
    const own = await walkForwardModel(rounded, rows, { ...one, score: (actual, predicted) => actual[0] - predicted[0] });
    expect(own.score).toBe(-1);
    expect(own.baseline).toBeNaN();
    const same = { ...rows, target: target.fill(1) };
    expect((await walkForwardModel(itself, same, { ...one, score: 'r2' })).score).toBeNaN();
  });

  it('leaves out rows that are not known, and counts them', async () => {
    const [holes, open] = [a.slice(), linear.slice()];
    holes.fill(Number.NaN, 0, 10);
    holes[120] = Number.NaN;
    open.fill(Number.NaN, 295);
    const result = await walkForwardModel(
      leastSquares,
      { ...data, features: { a: holes, b }, target: open },
      { train: { bars: 100 }, test: { bars: 50 }, anchored: true },
    );
    expect(result.folds.at(0).trainRows).toBe(86);
    expect(result.folds.at(0).testRows).toBe(49);
    expect(result.folds.at(0).skipped).toBe(11);
    expect(result.predictions[120]).toBeNaN();
    expect(result.predictions[299]).not.toBeNaN();
    expect(result.score).toBeLessThan(0.05);
  });

  it('predicts a row by nothing that is known later', async () => {
    const windows = { train: { bars: 80 }, test: { bars: 40 } } as const;
    const { predictions } = await walkForwardModel(leastSquares, data, windows);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 90, max: 290 }), fc.integer(), async (from, seed) => {
        const later = (column: Float64Array): Float64Array => column.map((value, i) => (i < from ? value : value + Math.sin(seed + i)));
        // A label is known four rows after its own: those of the last rows before \`from\` change too.
        const target = linear.map((value, i) => (i < from - 4 ? value : value + Math.cos(seed + i)));
        const other = await walkForwardModel(leastSquares, { ...data, features: { a: later(a), b: later(b) }, target }, windows);
        expect(other.predictions.subarray(0, from)).toEqual(predictions.subarray(0, from));
      }),
      { numRuns: 20 },
    );
  });

  it('hands weights on, and waits for models that take their time', async () => {
    const model = leastSquares();
    const slow: Model = {
      fit: async (x, y, weights) => model.fit(x, y, weights),
      predict: async (x) => Float64Array.from(await model.predict(x)),
    };
    const weights = a.map((_, i) => i);
    const seen: number[] = [];
    const result = await walkForwardModel(
      () => slow,
      { ...data, weights },
      {
        train: { bars: 200 },
        test: { bars: 100 },
        onProgress: ({ done, total }) => seen.push(done / total),
      },
    );
    expect(model.seen[0].weights).toEqual(Array.from({ length: 196 }, (_, i) => i));
    expect(seen).toEqual([1]);
    expect(result.score).toBeLessThan(0.05);
  });
});

/** What differs from a call that is right. */
interface Wrong {
  readonly data?: object;
  readonly model?: unknown;
  readonly splitter?: unknown;
  readonly score?: unknown;
  readonly signal?: AbortSignal;
}

describe('crossValidateModel', () => {
  const target = a.map((value, i) => +(value + 0.5 * b[i] > 0));
  const forest = (): Model => {
    const trees = new RandomForestClassifier({ seed: 3, maxFeatures: 1, replacement: true, nEstimators: 25 });
    return { fit: (x, y) => trees.train(x, y), predict: (x) => trees.predict(x) };
  };

  it('scores a forest of another library, path by path', async () => {
    const splitter = combinatorialPurged({ groups: 4, testGroups: 2, embargo: { bars: 5 } });
    const result = await crossValidateModel(forest, { features: { a, b }, target, times, labelEnds }, { splitter, score: 'accuracy' });
    expect(result.paths).toHaveLength(3);
    expect(result.folds.length).toBe(6);
    for (const { score, predictions } of result.paths) {
      expect(predictions).toHaveLength(length);
      expect(score).toBeGreaterThan(0.8);
      const hits = predictions.reduce((sum, value, row) => sum + +(value === target[row]), 0);
      expect(score).toBeCloseTo(hits / length, 12);
    }
    expect(result.score).toBeGreaterThan(result.baseline);
    expect(result.folds.at(0).trainScore).toBeGreaterThan(0.95);
    const again = await crossValidateModel(forest, { features: { a, b }, target, times, labelEnds }, { splitter, score: 'accuracy' });
    expect(JSON.stringify(again)).toBe(JSON.stringify(result));
  }, 30_000);

  it('writes a page, a table and JSON', async () => {
    const result = await crossValidateModel(leastSquares, data, { splitter: purgedKFold({ folds: 5 }), score: 'r2' });
    const folder = await mkdtemp(join(tmpdir(), 'barwright-'));
    try {
      await result.report(join(folder, 'model.html'));
      const html = await readFile(join(folder, 'model.html'), 'utf8');
      expect(html).toContain('Out of sample the model scores');
      expect(html).not.toMatch(/(src|href)="http/);
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(result.summary()).toContain('Out of sample r2 0.99');
    expect((await result.toArrow()).numRows).toBe(5);
    expect(JSON.parse(JSON.stringify(result)).folds).toHaveLength(5);
  });

  it.each<readonly [text: string, kind: new (text: string) => Error, wrong: Wrong]>([
    ['`features`', ArgumentError, { data: { features: {} } }],
    ['`features.a`', ArgumentError, { data: { features: { a: a.slice(1), b } } }],
    ['Expected `features.a[0]` to be a number', DataError, { data: { features: { a: a.map(() => Number.POSITIVE_INFINITY) } } }],
    ['`labelEnds[0]`', DataError, { data: { labelEnds: times.map((time) => time - 1) } }],
    ['`times[1]`', DataError, { data: { times: times.map((time) => -time) } }],
    ['`weights[0]`', DataError, { data: { weights: a.map(() => -1) } }],
    ['`wait`', ArgumentError, { data: { wait: 1 } }],
    ['training rows with all features', NotEnoughDataError, { data: { features: { a: a.map(() => Number.NaN) } } }],
    ['to be 0 or 1 for the score logLoss', ArgumentError, { score: 'logLoss' }],
    ['`score`', ArgumentError, { score: 'auc' }],
    ['`score`', ArgumentError, { score: () => 'good' }],
    ['`model`', ArgumentError, { model: leastSquares() }],
    ['with `fit` and `predict`', ArgumentError, { model: () => ({}) }],
    ['to predict 221 rows, predicted 1.', DataError, { model: () => ({ fit: () => {}, predict: () => [1] }) }],
    ['to predict numbers', DataError, { model: () => ({ fit: () => {}, predict: (x: number[][]) => x.map(() => Number.NaN) }) }],
    ['at least 400 rows', NotEnoughDataError, { splitter: purgedKFold({ folds: 400 }) }],
    ['no longer than a fold', ArgumentError, { splitter: purgedKFold({ folds: 4, embargo: { bars: 80 } }) }],
    ['enough', ArgumentError, { signal: AbortSignal.abort(new ArgumentError('enough')) }],
  ])('refuses: %s', async (text, kind, { data: wrong = {}, model = leastSquares, ...some }) => {
    const asked = { splitter: purgedKFold({ folds: 4 }), ...some } as CrossValidateModelOptions;
    const failure = await crossValidateModel(model as () => Model, { ...data, ...wrong }, asked).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(kind);
    expect(String((failure as Error).message)).toContain(text);
  });
});
