import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { PhaseStep } from '../steps/phase.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {} as const;

/**
 * Phase of the dominant cycle in degrees, by the Hilbert transform.
 *
 * `atan of the parts of the cycle over one period, with the lag taken away`
 *
 * Length of `x`; NaN for the first 63 values. Degrees, -45 to 315. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown or `out` does not fit.
 * Source: TA-Lib HT_DCPHASE; John Ehlers, Rocket Science for Traders (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ht_dcphase } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ht_dcphase(bars.close);
 * ```
 */
export function ht_dcphase(x: NumberColumn, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new HtDcphase();
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link ht_dcphase} bar by bar.
 *
 * @example
 * ```ts
 * import { HtDcphase } from 'barwright/indicators';
 * const live = new HtDcphase();
 * live.next(100);
 * ```
 */
export class HtDcphase extends SeriesIndicator {
  static override readonly indicator: string = 'ht_dcphase';
  protected left: number = 63;
  protected readonly phase: PhaseStep = new PhaseStep();

  constructor(options: object = {}) {
    super(completeValues('ht_dcphase', parameters, options));
  }

  protected take(x: number): number {
    this.phase.push(x);
    if (this.left > 0) {
      this.left--;
      return Number.NaN;
    }
    return this.phase.phase;
  }
}

/** Catalog entry of {@link ht_dcphase}. */
export const htDcphaseEntry: IndicatorEntry = defineEntry({
  name: 'ht_dcphase',
  title: 'Dominant cycle phase',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['ht_dcphase'],
  parameters,
  definition: 'Phase of the dominant cycle in degrees, by the Hilbert transform.',
  formula: 'atan of the parts of the cycle over one period, with the lag taken away',
  source: 'TA-Lib HT_DCPHASE; Ehlers 2001',
  laws: { price: 0 },
  lookback: () => 63,
  batch: ht_dcphase,
  stream: HtDcphase,
});
