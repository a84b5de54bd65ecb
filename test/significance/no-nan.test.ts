import { BarwrightError } from 'barwright';
import {
  autocorrelatedSharpe,
  bootstrap,
  compareSharpes,
  deflatedSharpe,
  effectiveTrials,
  haircutSharpe,
  minimumTrackRecord,
  modelConfidenceSet,
  optimalBlockLength,
  pbo,
  probabilisticSharpe,
  randomEntryTest,
  realityCheck,
  resampleTrades,
  sharpeEstimate,
  signFlipTest,
  spa,
  stepwiseSpa,
} from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Names of the figures of an answer that are NaN. */
function undefinedFigures(answer: unknown, name = 'answer'): string[] {
  if (typeof answer === 'number') return Number.isNaN(answer) ? [name] : [];
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]) => undefinedFigures(value, `${name}.${key}`));
}

const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 0, 0, 0.01, -0.01, 1) },
  { weight: 3, arbitrary: fc.double({ min: -0.5, max: 0.5, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(1e-160, -1e-80, 5e-324, 1e9, -1) },
);
const column = (length: number): fc.Arbitrary<number[]> => fc.array(value, { minLength: length, maxLength: length });
const columns = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 24 }))
  .chain(([trials, rows]) => fc.array(column(rows), { minLength: trials, maxLength: trials }));

const few = { resamples: 10 };
const tests: Readonly<Record<string, (trials: readonly number[][]) => unknown>> = {
  autocorrelatedSharpe: ([x]) => autocorrelatedSharpe(x, { periods: 3 }),
  'bootstrap of the Sharpe ratio': ([x]) => bootstrap(x, { ...few, interval: 'bca' }),
  'bootstrap of the mean': ([x]) => bootstrap(x, { ...few, statistic: 'mean', interval: 'bca' }),
  'compareSharpes, normal': ([x, y = x]) => compareSharpes(x, y, { method: 'normal' }),
  'compareSharpes, hac': ([x, y = x]) => compareSharpes(x, y),
  'compareSharpes, bootstrap': ([x, y = x]) => compareSharpes(x, y, { ...few, method: 'bootstrap' }),
  deflatedSharpe: (trials) => deflatedSharpe(trials[0], { trialSharpes: trials.map((x) => sharpeEstimate(x).sharpe) }),
  'effectiveTrials by correlation': (trials) => effectiveTrials(trials),
  'effectiveTrials by clusters': (trials) => effectiveTrials(trials, { method: 'clusters' }),
  haircutSharpe: ([x]) => haircutSharpe(x, { trials: 4, worlds: 5 }),
  minimumTrackRecord: ([x]) => minimumTrackRecord(x),
  'modelConfidenceSet by range': (trials) => modelConfidenceSet(trials, few),
  'modelConfidenceSet by max': (trials) => modelConfidenceSet(trials, { ...few, statistic: 'max' }),
  optimalBlockLength: ([x]) => optimalBlockLength(x),
  'pbo by Sharpe ratio': (trials) => pbo(trials, { blocks: 4 }),
  'pbo by mean': (trials) => pbo(trials, { blocks: 4, metric: 'mean' }),
  probabilisticSharpe: ([x]) => probabilisticSharpe(x),
  randomEntryTest: ([x, y = x]) => randomEntryTest(x, y, { permutations: 5, statistic: 'sharpe' }),
  realityCheck: (trials) => realityCheck(trials, few),
  resampleTrades: ([x]) => resampleTrades(x, { runs: 5 }),
  signFlipTest: ([x]) => signFlipTest(x, { permutations: 5, statistic: 'sharpe' }),
  spa: (trials) => spa(trials, few),
  'spa, not studentised': (trials) => spa(trials, { ...few, studentise: false }),
  stepwiseSpa: (trials) => stepwiseSpa(trials, few),
};

describe('returns of any kind are refused or answered, never with NaN', () => {
  it.each(Object.keys(tests))('%s', (name) => {
    fc.assert(
      fc.property(columns, (trials) => {
        let answer: unknown;
        try {
          answer = tests[name](trials);
        } catch (error) {
          expect(error).toBeInstanceOf(BarwrightError);
          return;
        }
        expect(undefinedFigures(answer)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
