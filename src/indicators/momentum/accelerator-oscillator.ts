import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link accelerator_oscillator}. */
export interface AcceleratorOscillatorVariants {
  /** Period of the fast average, 1 to 100,000. @default 5 */
  readonly fast?: number;
  /** Period of the slow average, 1 to 100,000. @default 34 */
  readonly slow?: number;
  /** Period of the average that is taken off, 1 to 100,000. @default 5 */
  readonly smoothing?: number;
}

/** Options of {@link accelerator_oscillator}. */
export interface AcceleratorOscillatorOptions extends AcceleratorOscillatorVariants, OutOption {}

const parameters = {
  fast: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  slow: { type: 'int', min: 1, max: longestPeriod, default: 34 },
  smoothing: { type: 'int', min: 1, max: longestPeriod, default: 5 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * The awesome oscillator less its simple average.
 *
 * `ao - sma(ao, smoothing)`
 *
 * Length of the bars, in units of price; NaN while all warm up. A bar with a value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `fast` (`@default 5`), `slow` (`@default 34`), `smoothing` (`@default 5`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Bill Williams, New Trading Dimensions (1998).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { accelerator_oscillator } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = accelerator_oscillator(bars);
 * ```
 */
export function accelerator_oscillator(bars: ColumnsOf<'high' | 'low'>, options: AcceleratorOscillatorOptions = {}): Float64Array {
  checkKeys('options', options, ['fast', 'slow', 'smoothing', 'out']);
  const { out: given, ...variants } = options;
  const live = new AcceleratorOscillator(variants);
  const { high, low } = inputColumns('accelerator_oscillator', bars, inputs);
  return fillColumn(live, [high, low], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link accelerator_oscillator} bar by bar.
 *
 * @example
 * ```ts
 * import { AcceleratorOscillator } from 'barwright/indicators';
 * const live = new AcceleratorOscillator();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class AcceleratorOscillator extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'accelerator_oscillator';
  declare readonly parameters: { readonly fast: number; readonly slow: number; readonly smoothing: number };
  protected readonly fast: MeanStep;
  protected readonly slow: MeanStep;
  protected readonly mean: MeanStep;

  constructor(options: AcceleratorOscillatorVariants = {}) {
    super(completeValues('accelerator_oscillator', parameters, options));
    const { fast, slow, smoothing } = this.parameters;
    this.fast = new MeanStep(fast);
    this.slow = new MeanStep(slow);
    this.mean = new MeanStep(smoothing);
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const price = (high + low) / 2;
    const value = this.fast.next(price) - this.slow.next(price);
    return Number.isNaN(value) ? value : value - this.mean.next(value);
  }
}

/** Catalog entry of {@link accelerator_oscillator}. */
export const acceleratorOscillatorEntry: IndicatorEntry = defineEntry({
  name: 'accelerator_oscillator',
  title: 'Accelerator oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['accelerator_oscillator'],
  parameters,
  definition: 'The awesome oscillator less its simple average.',
  formula: 'ao - sma(ao, smoothing)',
  source: 'Williams 1998',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ fast, slow, smoothing }) => Math.max(fast, slow) + smoothing - 2,
  batch: accelerator_oscillator,
  stream: AcceleratorOscillator,
});
