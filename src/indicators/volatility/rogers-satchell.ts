import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link rogers_satchell}. */
export interface RogersSatchellVariants {
  /** Bars in a year, by whose root the figure is scaled; 1 leaves it per bar, 1e-06 to 1000000000.0. @default 365 */
  readonly periodsPerYear?: number;
}

/** Options of {@link rogers_satchell}. */
export interface RogersSatchellOptions extends RogersSatchellVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
  periodsPerYear: { type: 'float', min: 1e-6, max: 1000000000.0, default: 365 },
} as const;
const inputs = ['open', 'high', 'low', 'close'] as const;

/**
 * Volatility from the bars that a drift does not bias, for a year.
 *
 * `sqrt(mean(log(high / close) * log(high / open) + log(low / close) * log(low / open)) * periodsPerYear)`
 *
 * Length of the bars, as a fraction; NaN for the first `period - 1` bars. Prices must be above 0. A bar with a value that is
 * not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `open`, `high`, `low` and `close`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `periodsPerYear` (`@default 365`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Chris Rogers and Stephen Satchell, Annals of Applied Probability (1991).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { rogers_satchell } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = rogers_satchell(bars, 20);
 * ```
 */
export function rogers_satchell(
  bars: ColumnsOf<'open' | 'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: RogersSatchellOptions = {},
): Float64Array {
  checkKeys('options', options, ['periodsPerYear', 'out']);
  const { out: given, ...variants } = options;
  const live = new RogersSatchell(period, variants);
  const { open, high, low, close } = inputColumns('rogers_satchell', bars, inputs);
  return fillColumn(live, [open, high, low, close], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(open[i], high[i], low[i], close[i]);
  });
}

/**
 * {@link rogers_satchell} bar by bar.
 *
 * @example
 * ```ts
 * import { RogersSatchell } from 'barwright/indicators';
 * const live = new RogersSatchell();
 * live.next({ open: 2, high: 3, low: 1, close: 2 });
 * ```
 */
export class RogersSatchell extends StreamingIndicator<BarOf<'open' | 'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'rogers_satchell';
  declare readonly parameters: { readonly period: number; readonly periodsPerYear: number };
  protected readonly mean: FlowStep;
  readonly #year: number;

  constructor(period: number = parameters.period.default, options: RogersSatchellVariants = {}) {
    super(completeValues('rogers_satchell', parameters, { ...options, period }));
    this.mean = new FlowStep(period);
    this.#year = this.parameters.periodsPerYear;
  }

  next({ open, high, low, close }: BarOf<'open' | 'high' | 'low' | 'close'>): number {
    return this.take(open, high, low, close);
  }

  /** {@link next} by numbers. */
  take(open: number, high: number, low: number, close: number): number {
    if (!Number.isFinite(open + high + low + close)) return this.hole();
    const up = Math.log(high / close) * Math.log(high / open);
    const down = Math.log(low / close) * Math.log(low / open);
    return Math.sqrt(Math.max(0, this.mean.next(up + down)) * this.#year);
  }
}

/** Catalog entry of {@link rogers_satchell}. */
export const rogersSatchellEntry: IndicatorEntry = defineEntry({
  name: 'rogers_satchell',
  title: 'Rogers-Satchell volatility',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['rogers_satchell'],
  parameters,
  definition: 'Volatility from the bars that a drift does not bias, for a year.',
  formula: 'sqrt(mean(log(high / close) * log(high / open) + log(low / close) * log(low / open)) * periodsPerYear)',
  source: 'Rogers and Satchell 1991',
  lookback: ({ period }) => period - 1,
  batch: rogers_satchell,
  stream: RogersSatchell,
});
