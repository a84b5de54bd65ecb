import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link garman_klass}. */
export interface GarmanKlassVariants {
  /** Bars in a year, by whose root the figure is scaled; 1 leaves it per bar, 1e-06 to 1000000000.0. @default 365 */
  readonly periodsPerYear?: number;
}

/** Options of {@link garman_klass}. */
export interface GarmanKlassOptions extends GarmanKlassVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
  periodsPerYear: { type: 'float', min: 1e-6, max: 1000000000.0, default: 365 },
} as const;
const inputs = ['open', 'high', 'low', 'close'] as const;

/**
 * Volatility from the ranges and bodies of the bars, for a year.
 *
 * `sqrt(mean(0.5 * log(high / low)^2 - (2 * log(2) - 1) * log(close / open)^2) * periodsPerYear)`
 *
 * Length of the bars, as a fraction; NaN for the first `period - 1` bars. Prices must be above 0. A bar with a value that is
 * not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `open`, `high`, `low` and `close`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `periodsPerYear` (`@default 365`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Mark Garman and Michael Klass, Journal of Business (1980).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { garman_klass } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = garman_klass(bars, 20);
 * ```
 */
export function garman_klass(
  bars: ColumnsOf<'open' | 'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: GarmanKlassOptions = {},
): Float64Array {
  checkKeys('options', options, ['periodsPerYear', 'out']);
  const { out: given, ...variants } = options;
  const live = new GarmanKlass(period, variants);
  const { open, high, low, close } = inputColumns('garman_klass', bars, inputs);
  return fillColumn(live, [open, high, low, close], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(open[i], high[i], low[i], close[i]);
  });
}

/**
 * {@link garman_klass} bar by bar.
 *
 * @example
 * ```ts
 * import { GarmanKlass } from 'barwright/indicators';
 * const live = new GarmanKlass();
 * live.next({ open: 2, high: 3, low: 1, close: 2 });
 * ```
 */
export class GarmanKlass extends StreamingIndicator<BarOf<'open' | 'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'garman_klass';
  declare readonly parameters: { readonly period: number; readonly periodsPerYear: number };
  protected readonly mean: FlowStep;
  readonly #year: number;

  constructor(period: number = parameters.period.default, options: GarmanKlassVariants = {}) {
    super(completeValues('garman_klass', parameters, { ...options, period }));
    this.mean = new FlowStep(period);
    this.#year = this.parameters.periodsPerYear;
  }

  next({ open, high, low, close }: BarOf<'open' | 'high' | 'low' | 'close'>): number {
    return this.take(open, high, low, close);
  }

  /** {@link next} by numbers. */
  take(open: number, high: number, low: number, close: number): number {
    if (!Number.isFinite(open + high + low + close)) return this.hole();
    const range = Math.log(high / low);
    const body = Math.log(close / open);
    return Math.sqrt(Math.max(0, this.mean.next(0.5 * range * range - (2 * Math.LN2 - 1) * body * body)) * this.#year);
  }
}

/** Catalog entry of {@link garman_klass}. */
export const garmanKlassEntry: IndicatorEntry = defineEntry({
  name: 'garman_klass',
  title: 'Garman-Klass volatility',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['garman_klass'],
  parameters,
  definition: 'Volatility from the ranges and bodies of the bars, for a year.',
  formula: 'sqrt(mean(0.5 * log(high / low)^2 - (2 * log(2) - 1) * log(close / open)^2) * periodsPerYear)',
  source: 'Garman and Klass 1980',
  lookback: ({ period }) => period - 1,
  batch: garman_klass,
  stream: GarmanKlass,
});
