import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link envelope}. */
export interface EnvelopeVariants {
  /** Distance of the bands from the middle as a share of it, 0 to 10. @default 0.025 */
  readonly share?: number;
}

/** Options of {@link envelope}. */
export interface EnvelopeOptions extends EnvelopeVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'upper' | 'middle' | 'lower'> | undefined;
}

/** One reading of {@link Envelope}. */
export interface EnvelopeValue {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
  share: { type: 'float', min: 0, max: 10, default: 0.025 },
} as const;
const outputs = ['upper', 'middle', 'lower'] as const;

/**
 * A simple average with bands at a share of it.
 *
 * `middle = sma(x, period); upper, lower = middle * (1 + and - share)`
 *
 * Columns of the length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `share` (`@default 0.025`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TradingView, Envelope.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { envelope } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { upper, middle, lower } = envelope(bars.close, 20);
 * ```
 */
export function envelope(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: EnvelopeOptions = {},
): OutputColumns<'upper' | 'middle' | 'lower'> {
  checkKeys('options', options, ['share', 'out']);
  const { out: given, ...variants } = options;
  const live = new Envelope(period, variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.upper[i] = value.upper;
      out.middle[i] = value.middle;
      out.lower[i] = value.lower;
    }
  });
}

const cold: EnvelopeValue = Object.freeze({ upper: Number.NaN, middle: Number.NaN, lower: Number.NaN });

/**
 * {@link envelope} bar by bar.
 *
 * @example
 * ```ts
 * import { Envelope } from 'barwright/indicators';
 * const live = new Envelope();
 * live.next(100);
 * ```
 */
export class Envelope extends SeriesIndicator<EnvelopeValue> {
  static override readonly indicator: string = 'envelope';
  declare readonly parameters: { readonly period: number; readonly share: number };
  protected readonly mean: MeanStep;

  constructor(period: number = parameters.period.default, options: EnvelopeVariants = {}) {
    super(completeValues('envelope', parameters, { ...options, period }));
    this.mean = new MeanStep(period);
  }

  protected take(x: number): EnvelopeValue {
    const middle = this.mean.next(x);
    if (Number.isNaN(middle)) return cold;
    const width = middle * this.parameters.share;
    return { upper: middle + width, middle, lower: middle - width };
  }

  protected override get cold(): EnvelopeValue {
    return cold;
  }
}

/** Catalog entry of {@link envelope}. */
export const envelopeEntry: IndicatorEntry = defineEntry({
  name: 'envelope',
  title: 'Moving average envelope',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'A simple average with bands at a share of it.',
  formula: 'middle = sma(x, period); upper, lower = middle * (1 + and - share)',
  source: 'TradingView, Envelope',
  laws: { price: 1 },
  lookback: ({ period }) => period - 1,
  batch: envelope,
  stream: Envelope,
});
