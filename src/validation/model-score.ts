import { ArgumentError, checkOneOf, show } from '../core/index.ts';

/** Scores by name. */
export type ModelScoreName = 'accuracy' | 'logLoss' | 'meanSquaredError' | 'r2';

/** A score by name, or a function of what was and what was predicted. */
export type ModelScore = ModelScoreName | ((actual: Float64Array, predicted: Float64Array) => number);

/** A score, ready to use. */
export interface Scorer {
  readonly name: string;
  readonly isHigherBetter: boolean | undefined;
  score(actual: Float64Array, predicted: Float64Array): number;
  /** The one answer that scores best on these targets if nothing else is known; NaN where that is not known. */
  constant(actual: Float64Array): number;
}

/** Predicted chances are taken this far from 0 and 1 at least, so that one of them cannot make the mean infinite. */
const nearest = 1e-15;

const scorers: Readonly<Record<ModelScoreName, Omit<Scorer, 'name'>>> = {
  accuracy: {
    isHigherBetter: true,
    score: (actual, predicted) => mean(actual, (value, i) => +(value === predicted[i])),
    constant: mostFrequent,
  },
  logLoss: {
    isHigherBetter: false,
    score: (actual, predicted) =>
      mean(actual, (value, i) => {
        const chance = Math.min(1 - nearest, Math.max(nearest, predicted[i]));
        return value === 1 ? -Math.log(chance) : -Math.log1p(-chance);
      }),
    constant: (actual) => mean(actual, (value) => value),
  },
  meanSquaredError: {
    isHigherBetter: false,
    score: (actual, predicted) => mean(actual, (value, i) => (value - predicted[i]) ** 2),
    constant: (actual) => mean(actual, (value) => value),
  },
  r2: {
    isHigherBetter: true,
    score: (actual, predicted) => {
      const centre = mean(actual, (value) => value);
      const total = mean(actual, (value) => (value - centre) ** 2);
      return total > 0 ? 1 - mean(actual, (value, i) => (value - predicted[i]) ** 2) / total : Number.NaN;
    },
    constant: (actual) => mean(actual, (value) => value),
  },
};

/** What models are scored by where nothing is asked for. */
export const defaultScore: ModelScoreName = 'meanSquaredError';

/**
 * The scorer of an option.
 *
 * `accuracy`: share of equal values. `logLoss`: mean of `-ln p` of the class that came, for targets 0 and 1 and predicted chances of 1, which
 * are kept 1e-15 away from 0 and 1. `meanSquaredError`: mean of `(y - p)^2`. `r2`: `1 - sum (y - p)^2 / sum (y - mean y)^2`, NaN where
 * the targets do not vary.
 *
 * @throws ArgumentError where it is none, or `logLoss` is asked for other targets than 0 and 1.
 */
export function scorerOf(score: ModelScore | undefined, target: Float64Array): Scorer {
  if (typeof score === 'function') {
    return {
      name: score.name || 'score',
      isHigherBetter: undefined,
      score: (actual, predicted) => checkedScore(score(actual, predicted)),
      constant: () => Number.NaN,
    };
  }
  const name = checkOneOf('score', score ?? defaultScore, Object.keys(scorers) as ModelScoreName[]);
  const row = name === 'logLoss' ? target.findIndex((value) => value !== 0 && value !== 1 && !Number.isNaN(value)) : -1;
  if (row >= 0) throw new ArgumentError(`Expected \`target\` to be 0 or 1 for the score logLoss, was \`${target[row]}\` in row ${row}.`);
  return { name, ...scorers[name] };
}

function checkedScore(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new ArgumentError(`Expected \`score\` to answer a number, was \`${show(value)}\`.`);
}

function mean(values: Float64Array, of: (value: number, i: number) => number): number {
  return values.reduce((sum, value, i) => sum + of(value, i), 0) / values.length;
}

function mostFrequent(values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [Number.NaN, 0])[0];
}
