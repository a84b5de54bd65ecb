import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link eom}. */
export interface EomVariants {
  /** What volume is divided by, 1e-09 to 1000000000000.0. @default 10000 */
  readonly divisor?: number;
}

/** Options of {@link eom}. */
export interface EomOptions extends EomVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
  divisor: { type: 'float', min: 1e-9, max: 1000000000000.0, default: 10000 },
} as const;
const inputs = ['high', 'low', 'volume'] as const;

/**
 * How far the middle of the range moves for the volume that it takes, as a simple average; 0 without volume.
 *
 * `sma((middle[i] - middle[i - 1]) * (high - low) * divisor / volume, period)`
 *
 * Length of the bars; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `high`, `low` and `volume`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 14`
 * @param options `divisor` (`@default 10000`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Richard Arms; TradingView, Ease of Movement.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { eom } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = eom(bars, 14);
 * ```
 */
export function eom(
  bars: ColumnsOf<'high' | 'low' | 'volume'>,
  period: number = parameters.period.default,
  options: EomOptions = {},
): Float64Array {
  checkKeys('options', options, ['divisor', 'out']);
  const { out: given, ...variants } = options;
  const live = new Eom(period, variants);
  const { high, low, volume } = inputColumns('eom', bars, inputs);
  return fillColumn(live, [high, low, volume], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], volume[i]);
  });
}

/**
 * {@link eom} bar by bar.
 *
 * @example
 * ```ts
 * import { Eom } from 'barwright/indicators';
 * const live = new Eom();
 * live.next({ high: 3, low: 1, volume: 5 });
 * ```
 */
export class Eom extends StreamingIndicator<BarOf<'high' | 'low' | 'volume'>, number> {
  static override readonly indicator: string = 'eom';
  declare readonly parameters: { readonly period: number; readonly divisor: number };
  protected readonly mean: MeanStep;
  protected seen: boolean = false;
  protected previous: number = 0;

  constructor(period: number = parameters.period.default, options: EomVariants = {}) {
    super(completeValues('eom', parameters, { ...options, period }));
    this.mean = new MeanStep(period);
  }

  next({ high, low, volume }: BarOf<'high' | 'low' | 'volume'>): number {
    return this.take(high, low, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, volume: number): number {
    if (!Number.isFinite(high + low + volume)) return this.hole();
    const middle = (high + low) / 2;
    const { seen, previous } = this;
    this.seen = true;
    this.previous = middle;
    if (!seen) return Number.NaN;
    return this.mean.next(volume > 0 ? ((middle - previous) * (high - low) * this.parameters.divisor) / volume : 0);
  }
}

/** Catalog entry of {@link eom}. */
export const eomEntry: IndicatorEntry = defineEntry({
  name: 'eom',
  title: 'Ease of movement',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['eom'],
  parameters,
  definition: 'How far the middle of the range moves for the volume that it takes, as a simple average; 0 without volume.',
  formula: 'sma((middle[i] - middle[i - 1]) * (high - low) * divisor / volume, period)',
  source: 'Arms; TradingView',
  laws: { price: 2, volume: -1 },
  lookback: ({ period }) => period,
  batch: eom,
  stream: Eom,
});
