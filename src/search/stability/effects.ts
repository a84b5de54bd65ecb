import { checkInteger, checkKeys } from '../../core/index.ts';
import { type Dimension, valueOfCode } from '../spaces/dimension.ts';
import { rankCorrelation } from './rank-correlation.ts';
import { boundedScores, isOrdered, type ScoredPoints } from './scored-points.ts';

/** How values of parameters are put together. */
export interface SensitivityOptions {
  /**
   * Groups of values of a parameter at most, an integer >= 2; neighbours are put together beyond.
   * @default the square root of the number of trials, 2 to 32
   */
  readonly bins?: number;
}

/** Trials with like values of one parameter. */
export interface EffectLevel {
  /** Lowest and highest value; twice the same where there is one. */
  readonly from: number | string | boolean;
  readonly to: number | string | boolean;
  /** How many trials. */
  readonly trials: number;
  /** Their mean score. */
  readonly mean: number;
}

/** How much one parameter matters by itself. */
export interface ParameterEffect {
  readonly name: string;
  /** Trials in which it is active and which count. */
  readonly trials: number;
  /** Share of the variance of their scores that its value explains, 0 to 1; NaN where it or they do not vary. */
  readonly share: number;
  /** Spearman's correlation of value and score, -1 to 1; NaN for choices, and where one does not vary. */
  readonly rankCorrelation: number;
  /** Mean score by value: the main effect. */
  readonly levels: readonly EffectLevel[];
}

/** Checked options. */
export function completeSensitivity(options: SensitivityOptions): SensitivityOptions {
  checkKeys('sensitivity options', options, ['bins']);
  return options.bins === undefined ? {} : { bins: checkInteger('bins', options.bins, { min: 2 }) };
}

/**
 * How much each parameter matters by itself, in the order of the space: the share of the variance of the scores that lies between groups
 * of its values, `(SSB - (B - 1) MSW) / SST`, which is the first-order index of variance-based sensitivity less what B groups explain by
 * chance, and never below 0.
 *
 * What the shares leave of 1 is interaction of several parameters and chance. Where a constraint ties parameters together, each
 * explains some of what the other does.
 *
 * Source: Saltelli and others, Global Sensitivity Analysis, 2008, section 1.2 (first-order index); Kelley, An unbiased correlation ratio
 * measure, PNAS 21, 1935 (the correction).
 */
export function effectsOf(
  { space: { dimensions }, columns, ...field }: ScoredPoints,
  options: SensitivityOptions,
): readonly ParameterEffect[] {
  const scores = boundedScores(field.scores);
  return dimensions.map((dimension, place) => {
    const column = columns[place];
    const kept = Array.from(scores.keys()).filter((point) => !Number.isNaN(scores[point]) && !Number.isNaN(column[point]));
    const codes = Float64Array.from(kept, (point) => column[point]);
    const values = Float64Array.from(kept, (point) => scores[point]);
    const bins = options.bins ?? Math.min(32, Math.max(2, Math.floor(Math.sqrt(kept.length))));
    const groups = groupsOf(dimension, codes, bins);
    return Object.freeze({
      name: dimension.name,
      trials: kept.length,
      share: explained(groups, values),
      rankCorrelation: isOrdered(dimension) ? rankCorrelation(codes, values) : Number.NaN,
      levels: Object.freeze(groups.map((group) => levelOf(dimension, group, codes, values))),
    });
  });
}

/** Places of like codes together, in their order: at most `bins` groups of about one size for numbers, one a value for choices. */
function groupsOf(dimension: Dimension, codes: Float64Array, bins: number): readonly (readonly number[])[] {
  const order = Array.from(codes.keys()).sort((a, b) => codes[a] - codes[b] || a - b);
  const distinct = new Set(codes).size;
  const size = distinct <= bins || dimension.choices !== undefined ? 0 : codes.length / bins;
  const groups: number[][] = [];
  for (let at = 0; at < order.length; at++) {
    const isSame = at > 0 && codes[order[at]] === codes[order[at - 1]];
    const isFull = at >= size * groups.length;
    if (groups.length === 0 || (!isSame && isFull)) groups.push([]);
    groups[groups.length - 1].push(order[at]);
  }
  return groups;
}

function explained(groups: readonly (readonly number[])[], values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let within = 0;
  let total = 0;
  for (const group of groups) {
    const own = group.reduce((sum, at) => sum + values[at], 0) / group.length;
    for (const at of group) {
      within += (values[at] - own) ** 2;
      total += (values[at] - mean) ** 2;
    }
  }
  if (groups.length < 2 || !(total > 0)) return Number.NaN;
  const free = values.length - groups.length;
  // With one trial a group nothing tells what chance explains.
  if (free === 0) return Number.NaN;
  return Math.min(1, Math.max(0, (total - within - (groups.length - 1) * (within / free)) / total));
}

function levelOf(dimension: Dimension, group: readonly number[], codes: Float64Array, values: Float64Array): EffectLevel {
  return Object.freeze({
    from: valueOfCode(dimension, codes[group[0]]),
    to: valueOfCode(dimension, codes[group[group.length - 1]]),
    trials: group.length,
    mean: group.reduce((sum, at) => sum + values[at], 0) / group.length,
  });
}
