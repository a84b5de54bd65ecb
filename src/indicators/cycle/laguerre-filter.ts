import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link laguerre_filter}. */
export interface LaguerreFilterVariants {
  /** Damping of the filter, 0 to 0.99. @default 0.8 */
  readonly gamma?: number;
}

/** Options of {@link laguerre_filter}. */
export interface LaguerreFilterOptions extends LaguerreFilterVariants, OutOption {}

const parameters = {
  gamma: { type: 'float', min: 0, max: 0.99, default: 0.8 },
} as const;

/**
 * Mean of the four elements of a Laguerre filter with the weights 1, 2, 2, 1.
 *
 * `(l0 + 2 l1 + 2 l2 + l3) / 6`
 *
 * Length of `x`, in its units; no warm-up. The filter starts from the first value. A value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param x a column.
 * @param options `gamma` (`@default 0.8`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Cybernetic Analysis for Stocks and Futures (2004).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { laguerre_filter } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = laguerre_filter(bars.close);
 * ```
 */
export function laguerre_filter(x: NumberColumn, options: LaguerreFilterOptions = {}): Float64Array {
  checkKeys('options', options, ['gamma', 'out']);
  const { out: given, ...variants } = options;
  const live = new LaguerreFilter(variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link laguerre_filter} bar by bar.
 *
 * @example
 * ```ts
 * import { LaguerreFilter } from 'barwright/indicators';
 * const live = new LaguerreFilter();
 * live.next(100);
 * ```
 */
export class LaguerreFilter extends SeriesIndicator {
  static override readonly indicator: string = 'laguerre_filter';
  declare readonly parameters: { readonly gamma: number };
  protected readonly elements: Float64Array = new Float64Array(4);
  protected seen: boolean = false;

  constructor(options: LaguerreFilterVariants = {}) {
    super(completeValues('laguerre_filter', parameters, options));
  }

  protected take(x: number): number {
    const { elements } = this;
    const { gamma } = this.parameters;
    if (!this.seen) elements.fill(x);
    this.seen = true;
    let [before] = elements;
    elements[0] = (1 - gamma) * x + gamma * elements[0];
    for (let k = 1; k < 4; k++) {
      const now = elements[k];
      elements[k] = -gamma * elements[k - 1] + before + gamma * now;
      before = now;
    }
    return (elements[0] + 2 * elements[1] + 2 * elements[2] + elements[3]) / 6;
  }
}

/** Catalog entry of {@link laguerre_filter}. */
export const laguerreFilterEntry: IndicatorEntry = defineEntry({
  name: 'laguerre_filter',
  title: 'Laguerre filter',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['laguerre_filter'],
  parameters,
  definition: 'Mean of the four elements of a Laguerre filter with the weights 1, 2, 2, 1.',
  formula: '(l0 + 2 l1 + 2 l2 + l3) / 6',
  source: 'Ehlers 2004',
  laws: { price: 1 },
  lookback: () => 0,
  batch: laguerre_filter,
  stream: LaguerreFilter,
});
