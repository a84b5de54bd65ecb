import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { ParabolicStep } from '../steps/parabolic.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link sar}. */
export interface SarVariants {
  /** Start of the acceleration, and what each new extreme adds, 0 to 1. @default 0.02 */
  readonly acceleration?: number;
  /** Most that the acceleration grows to, 0 to 1. @default 0.2 */
  readonly maximum?: number;
}

/** Options of {@link sar}. */
export interface SarOptions extends SarVariants, OutOption {}

const parameters = {
  acceleration: { type: 'float', min: 0, max: 1, default: 0.02 },
  maximum: { type: 'float', min: 0, max: 1, default: 0.2 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * A stop that follows the price ever faster, and turns to the other side when it is reached.
 *
 * `sar[i] + af * (extreme - sar[i]), never inside the last two bars`
 *
 * Length of the bars, in units of price; NaN for the first bar. The first side is down where the low fell by more than the
 * high rose. A bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `acceleration` (`@default 0.02`), `maximum` (`@default 0.2`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib SAR; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { sar } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = sar(bars);
 * ```
 */
export function sar(bars: ColumnsOf<'high' | 'low'>, options: SarOptions = {}): Float64Array {
  checkKeys('options', options, ['acceleration', 'maximum', 'out']);
  const { out: given, ...variants } = options;
  const live = new Sar(variants);
  const { high, low } = inputColumns('sar', bars, inputs);
  return fillColumn(live, [high, low], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link sar} bar by bar.
 *
 * @example
 * ```ts
 * import { Sar } from 'barwright/indicators';
 * const live = new Sar();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Sar extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'sar';
  declare readonly parameters: { readonly acceleration: number; readonly maximum: number };
  protected readonly parabolic: ParabolicStep;

  constructor(options: SarVariants = {}) {
    super(completeValues('sar', parameters, options));
    const { acceleration, maximum } = this.parameters;
    const step = Math.min(acceleration, maximum);
    const speed = { start: step, step, most: maximum };
    this.parabolic = new ParabolicStep(speed, speed);
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    return this.parabolic.next(high, low);
  }
}

/** Catalog entry of {@link sar}. */
export const sarEntry: IndicatorEntry = defineEntry({
  name: 'sar',
  title: 'Parabolic stop and reverse',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs: ['sar'],
  parameters,
  definition: 'A stop that follows the price ever faster, and turns to the other side when it is reached.',
  formula: 'sar[i] + af * (extreme - sar[i]), never inside the last two bars',
  source: 'TA-Lib SAR; Wilder 1978',
  laws: { price: 1 },
  lookback: () => 1,
  batch: sar,
  stream: Sar,
});
