import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingBandsInto } from '../../kernels/index.ts';
import { computeColumns, fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import {
  type Average,
  type MovingAverageType,
  movingAverageLookback,
  movingAverageStep,
  movingAverageTypes,
} from '../steps/moving-average.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link bbands}. */
export interface BbandsVariants {
  /** Distance of both bands from the middle in standard deviations, 0 to 1,000: in short for the next two. */
  readonly deviations?: number | undefined;
  /** Distance of the upper band, 0 to 1,000. @default 2 */
  readonly deviationsUp?: number;
  /** Distance of the lower band, 0 to 1,000. @default 2 */
  readonly deviationsDown?: number;
  /** Kind of the middle. @default 'sma' */
  readonly type?: MovingAverageType;
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
  deviationsUp: { type: 'float', min: 0, max: 1000, default: 2 },
  deviationsDown: { type: 'float', min: 0, max: 1000, default: 2 },
  type: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
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
 * @param options `deviations` of both bands, or `deviationsUp` (`@default 2`) and `deviationsDown` (`@default 2`); `type` of the
 * middle (`@default 'sma'`); `out`: columns to write to.
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
  checkKeys('options', options, ['deviations', 'deviationsUp', 'deviationsDown', 'type', 'out']);
  const { out: given, ...variants } = options;
  const live = new Bbands(period, variants);
  const { deviationsUp, deviationsDown, type } = live.parameters;
  const series = toFloat64('x', x);
  if (type === 'sma' && deviationsUp === deviationsDown) {
    return computeColumns('bbands', [series], live.parameters, outputs, given, (out, start, end) =>
      rollingBandsInto(out.upper, out.middle, out.lower, series, start, end, period, deviationsUp),
    );
  }
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.upper[i] = value.upper;
      out.middle[i] = value.middle;
      out.lower[i] = value.lower;
    }
  });
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
  declare readonly parameters: {
    readonly period: number;
    readonly deviationsUp: number;
    readonly deviationsDown: number;
    readonly type: MovingAverageType;
  };
  protected readonly step: DeviationStep;
  protected readonly middle: Average;
  /** Distances of the bands as multiples of what the step gives. */
  readonly #up: number;
  readonly #down: number;
  readonly #isPlain: boolean;

  constructor(period: number = parameters.period.default, options: BbandsVariants = {}) {
    const { deviations, ...rest } = options;
    super(completeValues('bbands', parameters, { deviationsUp: deviations, deviationsDown: deviations, ...rest, period }));
    const { deviationsUp, deviationsDown, type } = this.parameters;
    const isEven = deviationsUp === deviationsDown;
    this.step = new DeviationStep(period, period, isEven ? deviationsUp : 1);
    this.#up = isEven ? 1 : deviationsUp;
    this.#down = isEven ? 1 : deviationsDown;
    this.#isPlain = type === 'sma';
    this.middle = movingAverageStep(type, this.#isPlain ? 1 : period);
  }

  next(x: number): BbandsValue {
    if (!Number.isFinite(x)) return this.hole();
    const width = this.step.next(x);
    return this.#bands(width, this.#isPlain ? this.step.mean : this.middle.next(x));
  }

  protected override get cold(): BbandsValue {
    return cold;
  }

  #bands(width: number, middle: number): BbandsValue {
    if (Number.isNaN(middle + width)) return cold;
    return { upper: middle + this.#up * width, middle, lower: middle - this.#down * width };
  }
}

const cold: BbandsValue = Object.freeze({ upper: Number.NaN, middle: Number.NaN, lower: Number.NaN });

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
  laws: { price: 1 },
  lookback: ({ period, type }) => Math.max(period - 1, movingAverageLookback(type, period)),
  batch: bbands,
  stream: Bbands,
});
