import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { PhaseStep } from '../steps/phase.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {} as const;

/**
 * Average over one dominant cycle, smoothed with weights 4, 3, 2, 1.
 *
 * `(4 * a[i] + 3 * a[i - 1] + 2 * a[i - 2] + a[i - 3]) / 10 with a = mean over the dominant cycle`
 *
 * Length of `x`; NaN for the first 63 values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown or `out` does not fit.
 * Source: TA-Lib HT_TRENDLINE; John Ehlers, Rocket Science for Traders (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ht_trendline } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ht_trendline(bars.close);
 * ```
 */
export function ht_trendline(x: NumberColumn, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new HtTrendline();
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link ht_trendline} bar by bar.
 *
 * @example
 * ```ts
 * import { HtTrendline } from 'barwright/indicators';
 * const live = new HtTrendline();
 * live.next(100);
 * ```
 */
export class HtTrendline extends SeriesIndicator {
  static override readonly indicator: string = 'ht_trendline';
  protected left: number = 63;
  protected readonly phase: PhaseStep = new PhaseStep();

  constructor(options: object = {}) {
    super(completeValues('ht_trendline', parameters, options));
  }

  protected take(x: number): number {
    this.phase.push(x);
    if (this.left > 0) {
      this.left--;
      return Number.NaN;
    }
    return this.phase.trendline;
  }
}

/** Catalog entry of {@link ht_trendline}. */
export const htTrendlineEntry: IndicatorEntry = defineEntry({
  name: 'ht_trendline',
  title: 'Instantaneous trendline',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['ht_trendline'],
  parameters,
  definition: 'Average over one dominant cycle, smoothed with weights 4, 3, 2, 1.',
  formula: '(4 * a[i] + 3 * a[i - 1] + 2 * a[i - 2] + a[i - 3]) / 10 with a = mean over the dominant cycle',
  source: 'TA-Lib HT_TRENDLINE; Ehlers 2001',
  laws: { price: 1 },
  lookback: () => 63,
  batch: ht_trendline,
  stream: HtTrendline,
});
