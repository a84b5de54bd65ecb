import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { HilbertStep } from '../steps/hilbert.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Options of {@link ht_phasor}. */
export interface HtPhasorOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'inPhase' | 'quadrature'> | undefined;
}

/** One reading of {@link HtPhasor}. */
export interface HtPhasorValue {
  readonly inPhase: number;
  readonly quadrature: number;
}

const parameters = {} as const;
const outputs = ['inPhase', 'quadrature'] as const;

/**
 * In-phase and quadrature parts of the dominant cycle, by the Hilbert transform.
 *
 * `inPhase = detrended[i - 3]; quadrature = its Hilbert transform`
 *
 * Columns of the length of `x`, in its units; NaN for the first 32 values. A value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param x a column.
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a name is unknown or `out` does not fit.
 * Source: TA-Lib HT_PHASOR; John Ehlers, Rocket Science for Traders (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ht_phasor } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { inPhase, quadrature } = ht_phasor(bars.close);
 * ```
 */
export function ht_phasor(x: NumberColumn, options: HtPhasorOptions = {}): OutputColumns<'inPhase' | 'quadrature'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new HtPhasor();
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.inPhase[i] = value.inPhase;
      out.quadrature[i] = value.quadrature;
    }
  });
}

const cold: HtPhasorValue = Object.freeze({ inPhase: Number.NaN, quadrature: Number.NaN });

/**
 * {@link ht_phasor} bar by bar.
 *
 * @example
 * ```ts
 * import { HtPhasor } from 'barwright/indicators';
 * const live = new HtPhasor();
 * live.next(100);
 * ```
 */
export class HtPhasor extends SeriesIndicator<HtPhasorValue> {
  static override readonly indicator: string = 'ht_phasor';
  protected left: number = 32;
  protected readonly cycle: HilbertStep = new HilbertStep(12);

  constructor(options: object = {}) {
    super(completeValues('ht_phasor', parameters, options));
  }

  protected take(x: number): HtPhasorValue {
    this.cycle.push(x);
    if (this.left > 0) {
      this.left--;
      return cold;
    }
    const { inPhase, quadrature } = this.cycle;
    return { inPhase, quadrature };
  }

  protected override get cold(): HtPhasorValue {
    return cold;
  }
}

/** Catalog entry of {@link ht_phasor}. */
export const htPhasorEntry: IndicatorEntry = defineEntry({
  name: 'ht_phasor',
  title: 'Phasor',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'In-phase and quadrature parts of the dominant cycle, by the Hilbert transform.',
  formula: 'inPhase = detrended[i - 3]; quadrature = its Hilbert transform',
  source: 'TA-Lib HT_PHASOR; Ehlers 2001',
  laws: { price: 1 },
  lookback: () => 32,
  batch: ht_phasor,
  stream: HtPhasor,
});
