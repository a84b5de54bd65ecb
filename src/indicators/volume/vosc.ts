import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link vosc}. */
export interface VoscVariants {
  /** Period of the fast average, 1 to 100,000. @default 5 */
  readonly fast?: number;
  /** Period of the slow average, 1 to 100,000. @default 10 */
  readonly slow?: number;
}

/** Options of {@link vosc}. */
export interface VoscOptions extends VoscVariants, OutOption {}

const parameters = {
  fast: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  slow: { type: 'int', min: 1, max: longestPeriod, default: 10 },
} as const;
const inputs = ['volume'] as const;

/**
 * Difference of two averages of the volume in percent of the slow one; 0 without volume.
 *
 * `100 * (sma(volume, fast) - sma(volume, slow)) / sma(volume, slow)`
 *
 * Length of the column, in percent; NaN for the first `max(fast, slow) - 1` values. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `volume`, such as `Bars`.
 * @param options `fast` (`@default 5`), `slow` (`@default 10`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Tulip Indicators vosc.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { vosc } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = vosc(bars);
 * ```
 */
export function vosc(bars: ColumnsOf<'volume'>, options: VoscOptions = {}): Float64Array {
  checkKeys('options', options, ['fast', 'slow', 'out']);
  const { out: given, ...variants } = options;
  const live = new Vosc(variants);
  const { volume } = inputColumns('vosc', bars, inputs);
  return fillColumn(live, [volume], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(volume[i]);
  });
}

/**
 * {@link vosc} bar by bar.
 *
 * @example
 * ```ts
 * import { Vosc } from 'barwright/indicators';
 * const live = new Vosc();
 * live.next({ volume: 5 });
 * ```
 */
export class Vosc extends StreamingIndicator<BarOf<'volume'>, number> {
  static override readonly indicator: string = 'vosc';
  declare readonly parameters: { readonly fast: number; readonly slow: number };
  protected readonly fast: FlowStep;
  protected readonly slow: FlowStep;

  constructor(options: VoscVariants = {}) {
    super(completeValues('vosc', parameters, options));
    const { fast, slow } = this.parameters;
    this.fast = new FlowStep(fast);
    this.slow = new FlowStep(slow);
  }

  next({ volume }: BarOf<'volume'>): number {
    return this.take(volume);
  }

  /** {@link next} by numbers. */
  take(volume: number): number {
    if (!Number.isFinite(volume)) return this.hole();
    const fast = this.fast.next(volume);
    const slow = this.slow.next(volume);
    if (Number.isNaN(fast + slow)) return Number.NaN;
    return slow === 0 ? 0 : (100 * (fast - slow)) / slow;
  }
}

/** Catalog entry of {@link vosc}. */
export const voscEntry: IndicatorEntry = defineEntry({
  name: 'vosc',
  title: 'Volume oscillator',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['vosc'],
  parameters,
  definition: 'Difference of two averages of the volume in percent of the slow one; 0 without volume.',
  formula: '100 * (sma(volume, fast) - sma(volume, slow)) / sma(volume, slow)',
  source: 'Tulip Indicators vosc',
  laws: { volume: 0 },
  lookback: ({ fast, slow }) => Math.max(fast, slow) - 1,
  batch: vosc,
  stream: Vosc,
});
