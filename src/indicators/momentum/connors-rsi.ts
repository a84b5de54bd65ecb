import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';
import { Rsi } from './rsi.ts';

/** Variants of {@link connors_rsi}. */
export interface ConnorsRsiVariants {
  /** Period of the relative strength index of the streak, 1 to 100,000. @default 2 */
  readonly streak?: number;
  /** Changes that the last one is ranked among, 1 to 100,000. @default 100 */
  readonly rank?: number;
}

/** Options of {@link connors_rsi}. */
export interface ConnorsRsiOptions extends ConnorsRsiVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 3 },
  streak: { type: 'int', min: 1, max: longestPeriod, default: 2 },
  rank: { type: 'int', min: 1, max: longestPeriod, default: 100 },
} as const;

/**
 * Mean of the relative strength of the price, that of the length of its streak, and the rank of its last change.
 *
 * `(rsi(x, period) + rsi(streak of rises or falls, streak) + percent of the last rank changes below this one) / 3`
 *
 * Length of `x`, 0 to 100; NaN until the slowest part is warm. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period period of the relative strength index, 1 to 100,000. `@default 3`
 * @param options `streak` (`@default 2`), `rank` (`@default 100`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Larry Connors and Cesar Alvarez, "An Introduction to ConnorsRSI" (2012).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { connors_rsi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = connors_rsi(bars.close, 3);
 * ```
 */
export function connors_rsi(x: NumberColumn, period: number = parameters.period.default, options: ConnorsRsiOptions = {}): Float64Array {
  checkKeys('options', options, ['streak', 'rank', 'out']);
  const { out: given, ...variants } = options;
  const live = new ConnorsRsi(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link connors_rsi} bar by bar.
 *
 * @example
 * ```ts
 * import { ConnorsRsi } from 'barwright/indicators';
 * const live = new ConnorsRsi();
 * live.next(100);
 * ```
 */
export class ConnorsRsi extends SeriesIndicator {
  static override readonly indicator: string = 'connors_rsi';
  declare readonly parameters: { readonly period: number; readonly streak: number; readonly rank: number };
  protected readonly strength: Rsi;
  protected readonly streakStrength: Rsi;
  protected readonly changes: Window;
  protected seen: boolean = false;
  protected previous: number = 0;
  protected streak: number = 0;
  protected missing: number;
  readonly #rank: number;

  constructor(period: number = parameters.period.default, options: ConnorsRsiVariants = {}) {
    super(completeValues('connors_rsi', parameters, { ...options, period }));
    const { streak, rank } = this.parameters;
    this.strength = new Rsi(period);
    this.streakStrength = new Rsi(streak);
    this.changes = new Window(rank);
    this.missing = rank;
    this.#rank = rank;
  }

  protected take(x: number): number {
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    const up = seen ? Math.sign(x - previous) : 0;
    this.streak = up === 0 ? 0 : this.streak * up > 0 ? this.streak + up : up;
    const strength = this.strength.next(x);
    const streak = this.streakStrength.next(this.streak);
    if (!seen) return Number.NaN;
    const change = previous === 0 ? 0 : x / previous - 1;
    const { values, start } = this.changes;
    let below = 0;
    for (let k = start; k < start + this.#rank; k++) if (values[k] < change) below++;
    this.changes.push(change);
    if (this.missing > 0) {
      this.missing--;
      return Number.NaN;
    }
    return (strength + streak + (below / this.#rank) * 100) / 3;
  }
}

/** Catalog entry of {@link connors_rsi}. */
export const connorsRsiEntry: IndicatorEntry = defineEntry({
  name: 'connors_rsi',
  title: 'Connors RSI',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['connors_rsi'],
  parameters,
  definition: 'Mean of the relative strength of the price, that of the length of its streak, and the rank of its last change.',
  formula: '(rsi(x, period) + rsi(streak of rises or falls, streak) + percent of the last rank changes below this one) / 3',
  source: 'Connors and Alvarez 2012',
  laws: { price: 0 },
  lookback: ({ period, streak, rank }) => Math.max(period, streak, rank + 1),
  batch: connors_rsi,
  stream: ConnorsRsi,
});
