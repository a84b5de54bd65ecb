import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link parkinson}. */
export interface ParkinsonVariants {
  /** Bars in a year, by whose root the figure is scaled; 1 leaves it per bar, 1e-06 to 1000000000.0. @default 365 */
  readonly periodsPerYear?: number;
}

/** Options of {@link parkinson}. */
export interface ParkinsonOptions extends ParkinsonVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
  periodsPerYear: { type: 'float', min: 1e-6, max: 1000000000.0, default: 365 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * Volatility from the ranges of the bars, for a year.
 *
 * `sqrt(mean(log(high / low)^2) / (4 * log(2)) * periodsPerYear)`
 *
 * Length of the bars, as a fraction; NaN for the first `period - 1` bars. Prices must be above 0. A bar with a value that is
 * not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `periodsPerYear` (`@default 365`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Michael Parkinson, Journal of Business (1980).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { parkinson } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = parkinson(bars, 20);
 * ```
 */
export function parkinson(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: ParkinsonOptions = {},
): Float64Array {
  checkKeys('options', options, ['periodsPerYear', 'out']);
  const { out: given, ...variants } = options;
  const live = new Parkinson(period, variants);
  const { high, low } = inputColumns('parkinson', bars, inputs);
  return fillColumn(live, [high, low], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link parkinson} bar by bar.
 *
 * @example
 * ```ts
 * import { Parkinson } from 'barwright/indicators';
 * const live = new Parkinson();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Parkinson extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'parkinson';
  declare readonly parameters: { readonly period: number; readonly periodsPerYear: number };
  protected readonly mean: FlowStep;
  readonly #year: number;

  constructor(period: number = parameters.period.default, options: ParkinsonVariants = {}) {
    super(completeValues('parkinson', parameters, { ...options, period }));
    this.mean = new FlowStep(period);
    this.#year = this.parameters.periodsPerYear;
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const range = Math.log(high / low);
    return Math.sqrt(Math.max(0, this.mean.next(range * range * (0.25 / Math.LN2))) * this.#year);
  }
}

/** Catalog entry of {@link parkinson}. */
export const parkinsonEntry: IndicatorEntry = defineEntry({
  name: 'parkinson',
  title: 'Parkinson volatility',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['parkinson'],
  parameters,
  definition: 'Volatility from the ranges of the bars, for a year.',
  formula: 'sqrt(mean(log(high / low)^2) / (4 * log(2)) * periodsPerYear)',
  source: 'Parkinson 1980',
  lookback: ({ period }) => period - 1,
  batch: parkinson,
  stream: Parkinson,
});
