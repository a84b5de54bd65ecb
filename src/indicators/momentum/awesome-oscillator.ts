import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link awesome_oscillator}. */
export interface AwesomeOscillatorVariants {
  /** Period of the fast average, 1 to 100,000. @default 5 */
  readonly fast?: number;
  /** Period of the slow average, 1 to 100,000. @default 34 */
  readonly slow?: number;
}

/** Options of {@link awesome_oscillator}. */
export interface AwesomeOscillatorOptions extends AwesomeOscillatorVariants, OutOption {}

const parameters = {
  fast: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  slow: { type: 'int', min: 1, max: longestPeriod, default: 34 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * A fast less a slow simple average of the median price.
 *
 * `sma((high + low) / 2, fast) - sma((high + low) / 2, slow)`
 *
 * Length of the bars, in units of price; NaN until both are warm. A bar with a value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `fast` (`@default 5`), `slow` (`@default 34`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Bill Williams, New Trading Dimensions (1998).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { awesome_oscillator } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = awesome_oscillator(bars);
 * ```
 */
export function awesome_oscillator(bars: ColumnsOf<'high' | 'low'>, options: AwesomeOscillatorOptions = {}): Float64Array {
  checkKeys('options', options, ['fast', 'slow', 'out']);
  const { out: given, ...variants } = options;
  const live = new AwesomeOscillator(variants);
  const { high, low } = inputColumns('awesome_oscillator', bars, inputs);
  return fillColumn(live, [high, low], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link awesome_oscillator} bar by bar.
 *
 * @example
 * ```ts
 * import { AwesomeOscillator } from 'barwright/indicators';
 * const live = new AwesomeOscillator();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class AwesomeOscillator extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'awesome_oscillator';
  declare readonly parameters: { readonly fast: number; readonly slow: number };
  protected readonly fast: MeanStep;
  protected readonly slow: MeanStep;

  constructor(options: AwesomeOscillatorVariants = {}) {
    super(completeValues('awesome_oscillator', parameters, options));
    const { fast, slow } = this.parameters;
    this.fast = new MeanStep(fast);
    this.slow = new MeanStep(slow);
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const price = (high + low) / 2;
    return this.fast.next(price) - this.slow.next(price);
  }
}

/** Catalog entry of {@link awesome_oscillator}. */
export const awesomeOscillatorEntry: IndicatorEntry = defineEntry({
  name: 'awesome_oscillator',
  title: 'Awesome oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['awesome_oscillator'],
  parameters,
  definition: 'A fast less a slow simple average of the median price.',
  formula: 'sma((high + low) / 2, fast) - sma((high + low) / 2, slow)',
  source: 'Williams 1998',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ fast, slow }) => Math.max(fast, slow) - 1,
  batch: awesome_oscillator,
  stream: AwesomeOscillator,
});
