import { hashColumns } from '../../core/index.ts';
import type { SearchedData } from './searched-data.ts';

/** The Sharpe ratios of some trials, in short. Those of one period, never annualised. */
export interface TrialSharpes {
  /** Trials with a Sharpe ratio. */
  readonly tried: number;
  /** How many independent ones they are as good as. */
  readonly effective: number;
  /** Mean of their Sharpe ratios of one period. */
  readonly mean: number;
  /** Sample variance of them (n - 1); 0 for one. */
  readonly variance: number;
}

/** One sweep, or one backtest, in a {@link ResearchLog}. */
export interface ResearchEntry extends TrialSharpes {
  readonly kind: 'sweep' | 'backtest';
  /** Hash of what was asked for: strategy by name, data, space, sampler, options and seed. */
  readonly id: string;
  /** Hashes of the Sharpe ratios of the first 1, 2, 4, ... trials and of all: another code under the same name has others. */
  readonly heads: readonly string[];
  /** When it was recorded, ISO 8601. */
  readonly date: string;
  readonly note?: string;
  readonly strategy: string;
  readonly data: SearchedData;
  /** All trials, those without a Sharpe ratio among them. */
  readonly trials: number;
  /** Average correlation of the returns of its trials. */
  readonly averageCorrelation: number;
  /** False where it was aborted. */
  readonly isComplete: boolean;
  /** Sampler, parameters, objective and seed of a sweep. */
  readonly search?: {
    readonly sampler: string;
    readonly parameters: readonly string[];
    readonly objective: string;
    readonly seed: number;
  };
  /** The best trial: its parameters where they are short, what it scored, and its annual Sharpe ratio; NaN is null. */
  readonly best?: {
    readonly params?: Readonly<Record<string, unknown>>;
    readonly score: number | null;
    readonly sharpe: number | null;
  };
}

/** Whether two entries are of the same trials, or one of the first of the other's. */
export function isSameSearch(a: ResearchEntry, b: ResearchEntry): boolean {
  if (a.id !== b.id) return false;
  if (a.trials === b.trials) return a.heads.at(-1) === b.heads.at(-1);
  const shared = Math.min(a.heads.length, b.heads.length) - 2;
  return shared >= 0 && a.heads[shared] === b.heads[shared];
}

/** The hashes of {@link ResearchEntry.heads}; a last digit of a Sharpe ratio does not count. */
export function headsOf(sharpes: Float64Array): readonly string[] {
  const rounded = sharpes.map(Math.fround);
  const heads: string[] = [];
  for (let length = 1; length <= rounded.length; length *= 2) heads.push(hashColumns([rounded.subarray(0, length)]));
  return [...heads, hashColumns([rounded])];
}

/** Longest note, and longest text of parameters that is kept. */
export const longestNote = 500;
export const longestParams = 2_000;

/** The Sharpe ratios of several groups of trials together: the spread between their means counts. */
export function pooled(groups: readonly TrialSharpes[]): TrialSharpes {
  let [tried, effective, mean, squares] = [0, 0, 0, 0];
  for (const group of groups) {
    if (group.tried === 0) continue;
    const all = tried + group.tried;
    const apart = group.mean - mean;
    squares += group.variance * (group.tried - 1) + (apart * apart * tried * group.tried) / all;
    mean += (apart * group.tried) / all;
    tried = all;
    effective += group.effective;
  }
  return { tried, effective, mean, variance: tried < 2 ? 0 : squares / (tried - 1) };
}
