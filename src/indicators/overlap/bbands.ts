import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingBandsInto } from '../../kernels/index.ts';
import { computeColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link bbands}. */
export interface BbandsVariants {
  /** Distance of the bands from the middle in standard deviations, 0 to 1,000. @default 2 */
  readonly deviations?: number;
}

/** Options of {@link bbands}. */
export interface BbandsOptions extends BbandsVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'upper' | 'middle' | 'lower'> | undefined;
}

/** One reading of {@link Bbands}. */
export interface BbandsValue {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  deviations: { type: 'float', min: 0, max: 1000, default: 2 },
} as const;

const outputs = ['upper', 'middle', 'lower'] as const;

/**
 * Bollinger bands: a simple average and bands at a multiple of the population standard deviation around it.
 *
 * `middle = sma(x, period)`, `upper = middle + deviations * stddev(x, period)`, `lower = middle - deviations * stddev(x, period)`
 *
 * Columns of the length of `x`; NaN for the first `period - 1` values and for every window that holds a value that is not
 * finite. The width of a window of equal values is exactly 0.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000; Bollinger's own is 20. `@default 5`
 * @param options `deviations` (`@default 2`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, a name is unknown or `out` does not fit.
 * Source: TA-Lib BBANDS; John Bollinger, Bollinger on Bollinger Bands (2001).
 *
 * @example
 * ```ts
 * import { bbands, syntheticBars } from 'barwright';
 * const { close } = syntheticBars({ seed: 1, length: 500 });
 * const { upper, middle, lower } = bbands(close, 20, { deviations: 2 });
 * ```
 */
export function bbands(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: BbandsOptions = {},
): OutputColumns<'upper' | 'middle' | 'lower'> {
  checkKeys('options', options, ['deviations', 'out']);
  const values = completeValues('bbands', parameters, { period, deviations: options.deviations });
  const series = toFloat64('x', x);
  return computeColumns('bbands', [series], values, outputs, options.out, (out, start, end) =>
    rollingBandsInto(out.upper, out.middle, out.lower, series, start, end, values.period, values.deviations),
  );
}

/**
 * {@link bbands} bar by bar.
 *
 * @example
 * ```ts
 * import { Bbands } from 'barwright/indicators';
 * const live = new Bbands(2, { deviations: 1 });
 * [1, 3].map((x) => live.next(x).upper); // NaN, 3
 * ```
 */
export class Bbands extends StreamingIndicator<number, BbandsValue> {
  static override readonly indicator: string = 'bbands';
  declare readonly parameters: { readonly period: number; readonly deviations: number };
  protected readonly step: DeviationStep;

  constructor(period: number = parameters.period.default, options: BbandsVariants = {}) {
    checkKeys('options', options, ['deviations']);
    super(completeValues('bbands', parameters, { ...options, period }));
    this.step = new DeviationStep(this.parameters.period, this.parameters.period, this.parameters.deviations);
  }

  next(x: number): BbandsValue {
    if (Number.isFinite(x)) return readingOf(this.step.next(x), this.step.mean);
    return this.hole();
  }

  override peek(x: number): BbandsValue {
    return Number.isFinite(x) ? readingOf(this.step.peek(x), this.step.mean) : readingOf(Number.NaN, Number.NaN);
  }

  protected override get cold(): BbandsValue {
    return cold;
  }

  override reset(): void {
    this.step.reset();
  }
}

const cold: BbandsValue = Object.freeze({ upper: Number.NaN, middle: Number.NaN, lower: Number.NaN });

function readingOf(width: number, middle: number): BbandsValue {
  return { upper: middle + width, middle, lower: middle - width };
}

/** Catalog entry of {@link bbands}. */
export const bbandsEntry: IndicatorEntry = defineEntry({
  name: 'bbands',
  title: 'Bollinger bands',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'A simple average with bands at a multiple of the standard deviation around it.',
  formula: 'middle = sma(x, period); upper, lower = middle + and - deviations * stddev(x, period)',
  source: 'TA-Lib BBANDS; Bollinger 2001',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: bbands,
  stream: Bbands,
});
