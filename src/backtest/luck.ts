import { probabilisticSharpe } from '../significance/index.ts';
import type { BacktestResult } from './result.ts';

/** How a search found a result. */
export interface SearchOrigin {
  /** `sweep`: one of the trials of a search; `walkForward`: the record out of sample of searches in windows. */
  readonly kind: 'sweep' | 'walkForward';
  /** Trials that were made, those that failed among them. */
  readonly trials: number;
  /** Trials that a research log has of the same data from before. */
  readonly before: number;
  /** Place among the trials that count, 1 for the best; NaN where it does not count, and of a walk-forward. */
  readonly rank: number;
  /** What trials were ranked by. */
  readonly objective: string;
  /** Chance that the true Sharpe ratio is above what the best of so many trials shows by luck; NaN where it is not known. */
  readonly deflatedSharpe: number;
  /** Probability of backtest overfitting of the search; NaN where it is not known, and of a walk-forward. */
  readonly pbo: number;
}

/** How likely a result is luck. */
export interface Luck {
  /**
   * Probabilistic Sharpe ratio: the chance that the true Sharpe ratio is above 0, had nothing else been tried. NaN where returns do not vary.
   */
  readonly probabilisticSharpe: number;
  /** How it was found; undefined for a backtest that no search made: what was tried before it is not known. */
  readonly search: SearchOrigin | undefined;
}

/** How likely a result is luck, as it tells of itself. */
export function luckOf({ excessReturns }: BacktestResult, search: SearchOrigin | undefined): Luck {
  return { probabilisticSharpe: chanceAbove(excessReturns, 0), search };
}

/**
 * Chance that the true Sharpe ratio of one period is above a threshold; NaN where the returns do not vary.
 *
 * @internal
 */
export function chanceAbove(returns: Float64Array, threshold: number): number {
  const isVaried = returns.length >= 2 && returns.some((change) => Math.abs(change - returns[0]) > 1e-14);
  return isVaried ? probabilisticSharpe(returns, { benchmark: threshold }) : Number.NaN;
}

/** Luck as plain JSON: what is undefined as a number is null. */
export interface LuckJson {
  readonly probabilisticSharpe: number | null;
  readonly search: { readonly [name in keyof SearchOrigin]: SearchOrigin[name] extends number ? number | null : SearchOrigin[name] } | null;
}

/** Luck as plain JSON. */
export function luckJson({ probabilisticSharpe: chance, search }: Luck): LuckJson {
  const plain = (value: number): number | null => (Number.isFinite(value) ? value : null);
  if (search === undefined) return { probabilisticSharpe: plain(chance), search: null };
  const { rank, deflatedSharpe, pbo } = search;
  const own = { ...search, rank: plain(rank), deflatedSharpe: plain(deflatedSharpe), pbo: plain(pbo) };
  return { probabilisticSharpe: plain(chance), search: own };
}

/**
 * What stands beside a Sharpe ratio, wherever one is shown: a few words.
 *
 * @internal
 */
export function luckNote({ probabilisticSharpe: chance, search }: Luck): string {
  if (Number.isNaN(chance)) return 'no Sharpe ratio: returns do not vary';
  if (search === undefined) return `truly above 0: ${percent(chance)}; trials before not known`;
  const { kind, deflatedSharpe, pbo } = search;
  if (kind === 'walkForward') return `truly above 0: ${percent(chance)}; ${percent(deflatedSharpe)} with ${triedText(search)} counted`;
  return `deflated ${percent(deflatedSharpe)}, PBO ${percent(pbo)}, of ${triedText(search)}`;
}

/**
 * How likely a result is luck, in a sentence or two.
 *
 * @internal
 */
export function luckText({ probabilisticSharpe: chance, search }: Luck): string {
  if (Number.isNaN(chance)) return 'Its returns do not vary: there is no Sharpe ratio to judge.';
  if (search === undefined)
    return `Chance of a true Sharpe ratio above 0: ${percent(chance)}, had nothing else been tried. How many others were tried before it is not known here.`;
  const { kind, rank, objective, deflatedSharpe, pbo } = search;
  if (kind === 'walkForward')
    return `Out of sample of a walk-forward with ${triedText(search)}. Chance of a true Sharpe ratio above 0: ${percent(chance)} if it is the first walk-forward on these data, ${percent(deflatedSharpe)} with all trials counted.`;
  const place = Number.isNaN(rank) ? 'It does not count' : rank === 1 ? 'The best' : `Number ${rank.toLocaleString('en-US')}`;
  return `${place} of ${triedText(search)} by ${objective}. Deflated Sharpe ratio: ${percent(deflatedSharpe)}; probability of overfitting: ${percent(pbo)}.`;
}

function triedText({ trials, before }: SearchOrigin): string {
  const count = (value: number): string => value.toLocaleString('en-US');
  const own = `${count(trials)} ${trials === 1 ? 'trial' : 'trials'}`;
  return before > 0 ? `${own} and ${count(before)} before them` : own;
}

function percent(share: number): string {
  return Number.isNaN(share) ? 'not known' : `${(100 * share).toFixed(1)}%`;
}
