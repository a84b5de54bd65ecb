import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingBandsInto } from '../../kernels/index.ts';
import { computeColumns, type OutColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { type Snapshot, StreamingIndicator } from '../streaming.ts';

/** Parameters of {@link bbands}. */
export interface BbandsParameters {
  /** Values in the window, 1 to 100,000. @default 5 */
  readonly period?: number;
  /** Distance of the bands from the middle in standard deviations, 0 to 1,000. @default 2 */
  readonly deviations?: number;
}

/** Options of {@link bbands}. */
export interface BbandsOptions extends BbandsParameters {
  /** Columns to write to. */
  readonly out?: OutColumns<'upper' | 'middle' | 'lower'> | undefined;
}

/** Columns of {@link bbands}. */
export interface BbandsColumns {
  readonly upper: Float64Array;
  readonly middle: Float64Array;
  readonly lower: Float64Array;
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
 * @param options `period` (`@default 5`, as TA-Lib; Bollinger's own is 20), `deviations` (`@default 2`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, a name is unknown or `out` does not fit.
 * Source: TA-Lib BBANDS; John Bollinger, Bollinger on Bollinger Bands (2001).
 *
 * @example
 * ```ts
 * import { bbands, syntheticBars } from 'barwright';
 * const { close } = syntheticBars({ seed: 1, length: 500 });
 * const { upper, middle, lower } = bbands(close, { period: 20, deviations: 2 });
 * ```
 */
export function bbands(x: NumberColumn, options: BbandsOptions = {}): BbandsColumns {
  checkKeys('options', options, ['period', 'deviations', 'out']);
  const values = completeValues('bbands', parameters, { period: options.period, deviations: options.deviations });
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
 * const live = new Bbands({ period: 2, deviations: 1 });
 * [1, 3].map((x) => live.next(x).upper); // NaN, 3
 * ```
 */
export class Bbands extends StreamingIndicator<number, BbandsValue> {
  protected readonly indicator: string = 'bbands';
  readonly parameters: { readonly period: number; readonly deviations: number };
  protected readonly step: DeviationStep;

  constructor(options: BbandsParameters = {}) {
    super();
    this.parameters = completeValues('bbands', parameters, options);
    this.step = new DeviationStep(this.parameters.period, this.parameters.period, this.parameters.deviations);
  }

  next(x: number): BbandsValue {
    if (Number.isFinite(x)) return readingOf(this.step.next(x), this.step.mean);
    this.reset();
    return readingOf(Number.NaN, Number.NaN);
  }

  peek(x: number): BbandsValue {
    return Number.isFinite(x) ? readingOf(this.step.peek(x), this.step.mean) : readingOf(Number.NaN, Number.NaN);
  }

  reset(): void {
    this.step.reset();
  }

  /** Continues from a snapshot. */
  static restore(snapshot: Snapshot): Bbands {
    return new Bbands(StreamingIndicator.parametersOf('bbands', snapshot)).load(snapshot);
  }
}

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
  source: 'TA-Lib BBANDS; Bollinger 2001',
  lookback: ({ period }) => period - 1,
  compute: ({ series }, values, out) => ({ ...bbands(series, { ...values, out }) }),
  stream: (values) => new Bbands(values),
  restore: Bbands.restore,
});
