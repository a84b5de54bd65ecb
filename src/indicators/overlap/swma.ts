import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {} as const;

/**
 * Mean of the last four values with the weights 1, 2, 2, 1.
 *
 * `(x[i - 3] + 2 * x[i - 2] + 2 * x[i - 1] + x[i]) / 6`
 *
 * Length of `x`; NaN for the first 3 values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown or `out` does not fit.
 * Source: TradingView ta.swma.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { swma } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = swma(bars.close);
 * ```
 */
export function swma(x: NumberColumn, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Swma();
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link swma} bar by bar.
 *
 * @example
 * ```ts
 * import { Swma } from 'barwright/indicators';
 * const live = new Swma();
 * live.next(100);
 * ```
 */
export class Swma extends SeriesIndicator {
  static override readonly indicator: string = 'swma';
  protected readonly values: Float64Array = new Float64Array(3);
  protected left: number = 3;

  constructor(options: object = {}) {
    super(completeValues('swma', parameters, options));
  }

  protected take(x: number): number {
    const [a, b, c] = this.values;
    this.values[0] = b;
    this.values[1] = c;
    this.values[2] = x;
    if (this.left > 0) {
      this.left--;
      return Number.NaN;
    }
    return a + (2 * (b - a) + 2 * (c - a) + (x - a)) / 6;
  }
}

/** Catalog entry of {@link swma}. */
export const swmaEntry: IndicatorEntry = defineEntry({
  name: 'swma',
  title: 'Symmetrically weighted moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['swma'],
  parameters,
  definition: 'Mean of the last four values with the weights 1, 2, 2, 1.',
  formula: '(x[i - 3] + 2 * x[i - 2] + 2 * x[i - 1] + x[i]) / 6',
  source: 'TradingView ta.swma',
  laws: { price: 1, shift: 'moves' },
  lookback: () => 3,
  batch: swma,
  stream: Swma,
});
