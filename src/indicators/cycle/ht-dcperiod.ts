import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { HilbertStep } from '../steps/hilbert.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {} as const;

/**
 * Length of the dominant cycle in bars, by the Hilbert transform.
 *
 * `the smoothed period of the phasor`
 *
 * Length of `x`; NaN for the first 32 values. Between 6 and 50 bars, once settled. A value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param x a column.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown or `out` does not fit.
 * Source: TA-Lib HT_DCPERIOD; John Ehlers, Rocket Science for Traders (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ht_dcperiod } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ht_dcperiod(bars.close);
 * ```
 */
export function ht_dcperiod(x: NumberColumn, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new HtDcperiod();
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link ht_dcperiod} bar by bar.
 *
 * @example
 * ```ts
 * import { HtDcperiod } from 'barwright/indicators';
 * const live = new HtDcperiod();
 * live.next(100);
 * ```
 */
export class HtDcperiod extends SeriesIndicator {
  static override readonly indicator: string = 'ht_dcperiod';
  protected left: number = 32;
  protected readonly cycle: HilbertStep = new HilbertStep(12);

  constructor(options: object = {}) {
    super(completeValues('ht_dcperiod', parameters, options));
  }

  protected take(x: number): number {
    this.cycle.push(x);
    if (this.left > 0) {
      this.left--;
      return Number.NaN;
    }
    return this.cycle.smoothPeriod;
  }
}

/** Catalog entry of {@link ht_dcperiod}. */
export const htDcperiodEntry: IndicatorEntry = defineEntry({
  name: 'ht_dcperiod',
  title: 'Dominant cycle period',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['ht_dcperiod'],
  parameters,
  definition: 'Length of the dominant cycle in bars, by the Hilbert transform.',
  formula: 'the smoothed period of the phasor',
  source: 'TA-Lib HT_DCPERIOD; Ehlers 2001',
  laws: { price: 0 },
  lookback: () => 32,
  batch: ht_dcperiod,
  stream: HtDcperiod,
});
