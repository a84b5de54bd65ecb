import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, computeColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { RowIndicator } from '../rows.ts';

/** Variants of {@link zigzag}. */
export interface ZigzagVariants {
  /** Move against a swing that confirms it, as a fraction of its price, above 0 and below 1. @default 0.05 */
  readonly reversal?: number;
}

/** Options of {@link zigzag}. */
export interface ZigzagOptions extends ZigzagVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'pivot' | 'confirmed'> | undefined;
}

/** One swing of {@link Zigzag}. */
export interface ZigzagRow {
  /** Bar of the swing. */
  readonly index: number;
  /** Its price: a high or a low. */
  readonly pivot: number;
  /** Bar that confirmed it. */
  readonly confirmed: number;
}

const parameters = {
  reversal: { type: 'float', min: 1e-6, max: 0.999, default: 0.05 },
} as const;
const inputs = ['high', 'low'] as const;
const outputs = ['pivot', 'confirmed'] as const;

/**
 * Swing highs and lows at the bars where they lie, which nobody knew before a later bar confirmed them: for charts and labels,
 * never for signals. The confirming bar is given, and {@link Zigzag} tells of a swing when it is known.
 *
 * `a high is a swing when a later low is at or below high * (1 - reversal), a low when a later high is at or above low * (1 + reversal)`
 *
 * Columns of the length of the bars: `pivot` in units of price, `confirmed` the index of the confirming bar; NaN at bars without a
 * swing. A bar never confirms its own extreme. A bar with a value that is not finite is passed over.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `reversal` (`@default 0.05`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Arthur Merrill, Filtered Waves (1977).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { zigzag } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { pivot, confirmed } = zigzag(bars, { reversal: 0.03 });
 * ```
 */
export function zigzag(bars: ColumnsOf<'high' | 'low'>, options: ZigzagOptions = {}): OutputColumns<'pivot' | 'confirmed'> {
  checkKeys('options', options, ['reversal', 'out']);
  const { out, ...variants } = options;
  const live = new Zigzag(variants);
  const { high, low } = inputColumns('zigzag', bars, inputs);
  return computeColumns('zigzag', [high, low], live.parameters, outputs, out, ({ pivot, confirmed }) => {
    pivot.fill(Number.NaN);
    confirmed.fill(Number.NaN);
    for (let i = 0; i < high.length; i++) {
      for (const swing of live.take(high[i], low[i])) {
        pivot[swing.index] = swing.pivot;
        confirmed[swing.index] = swing.confirmed;
      }
    }
    return 0;
  });
}

/**
 * {@link zigzag} bar by bar: the swing that a bar confirms.
 *
 * @example
 * ```ts
 * import { Zigzag } from 'barwright/indicators';
 * const live = new Zigzag({ reversal: 0.1 });
 * [100, 120, 105].flatMap((price) => live.next({ high: price, low: price })); // index 0 and 1, confirmed by 1 and 2
 * ```
 */
export class Zigzag extends RowIndicator<BarOf<'high' | 'low'>, ZigzagRow> {
  static override readonly indicator: string = 'zigzag';
  declare readonly parameters: { readonly reversal: number };
  /** 1 while a high is sought, -1 while a low is, 0 before the first swing. */
  protected direction: number = 0;
  protected highest: number = Number.NEGATIVE_INFINITY;
  protected highestAt: number = 0;
  protected lowest: number = Number.POSITIVE_INFINITY;
  protected lowestAt: number = 0;

  constructor(options: ZigzagVariants = {}) {
    super(completeValues('zigzag', parameters, options));
  }

  next({ high, low }: BarOf<'high' | 'low'>): readonly ZigzagRow[] {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): readonly ZigzagRow[] {
    const index = this.count++;
    if (!Number.isFinite(high + low)) return this.none;
    const { reversal } = this.parameters;
    const { direction, highest, lowest } = this;
    if (direction >= 0 && high <= highest && low <= highest * (1 - reversal)) {
      this.direction = -1;
      this.lowest = low;
      this.lowestAt = index;
      return [{ index: this.highestAt, pivot: highest, confirmed: index }];
    }
    if (direction <= 0 && low >= lowest && high >= lowest * (1 + reversal)) {
      this.direction = 1;
      this.highest = high;
      this.highestAt = index;
      return [{ index: this.lowestAt, pivot: lowest, confirmed: index }];
    }
    if (high > highest && direction >= 0) {
      this.highest = high;
      this.highestAt = index;
    }
    if (low < lowest && direction <= 0) {
      this.lowest = low;
      this.lowestAt = index;
    }
    return this.none;
  }
}

/** Catalog entry of {@link zigzag}. */
export const zigzagEntry: IndicatorEntry = defineEntry({
  name: 'zigzag',
  title: 'Zigzag',
  group: 'chart',
  kind: 'repainting',
  inputs,
  outputs,
  parameters,
  definition: 'Swing highs and lows at the bars where they lie, and the later bars that confirmed them.',
  formula:
    'a high is a swing when a later low is at or below high * (1 - reversal), a low when a later high is at or above low * (1 + reversal)',
  source: 'Merrill 1977',
  sparse: true,
  lookback: () => 0,
  batch: zigzag,
  stream: Zigzag,
});
