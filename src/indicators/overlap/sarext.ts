import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { type ParabolicSpeed, ParabolicStep } from '../steps/parabolic.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link sarext}. */
export interface SarextVariants {
  /** First stop, below 0 for a short one; 0 to find it from the first bars, -1000000000.0 to 1000000000.0. @default 0 */
  readonly startValue?: number;
  /** Share of the stop by which it moves away on a reverse, 0 to 1000000000.0. @default 0 */
  readonly offsetOnReverse?: number;
  /** Start of the acceleration when long, 0 to 1. @default 0.02 */
  readonly accelerationInitLong?: number;
  /** What each new extreme adds when long, 0 to 1. @default 0.02 */
  readonly accelerationLong?: number;
  /** Most that the acceleration grows to when long, 0 to 1. @default 0.2 */
  readonly accelerationMaxLong?: number;
  /** Start of the acceleration when short, 0 to 1. @default 0.02 */
  readonly accelerationInitShort?: number;
  /** What each new extreme adds when short, 0 to 1. @default 0.02 */
  readonly accelerationShort?: number;
  /** Most that the acceleration grows to when short, 0 to 1. @default 0.2 */
  readonly accelerationMaxShort?: number;
}

/** Options of {@link sarext}. */
export interface SarextOptions extends SarextVariants, OutOption {}

const parameters = {
  startValue: { type: 'float', min: -1000000000.0, max: 1000000000.0, default: 0 },
  offsetOnReverse: { type: 'float', min: 0, max: 1000000000.0, default: 0 },
  accelerationInitLong: { type: 'float', min: 0, max: 1, default: 0.02 },
  accelerationLong: { type: 'float', min: 0, max: 1, default: 0.02 },
  accelerationMaxLong: { type: 'float', min: 0, max: 1, default: 0.2 },
  accelerationInitShort: { type: 'float', min: 0, max: 1, default: 0.02 },
  accelerationShort: { type: 'float', min: 0, max: 1, default: 0.02 },
  accelerationMaxShort: { type: 'float', min: 0, max: 1, default: 0.2 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * The parabolic stop with a speed for each side, a start and an offset; stops of short positions are below 0.
 *
 * `sar[i] + af * (extreme - sar[i]), with the sign of the side`
 *
 * Length of the bars, in units of price; NaN for the first bar. A bar with a value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `startValue` (`@default 0`), `offsetOnReverse` (`@default 0`), `accelerationInitLong` (`@default 0.02`),
 * `accelerationLong` (`@default 0.02`), `accelerationMaxLong` (`@default 0.2`), `accelerationInitShort` (`@default 0.02`),
 * `accelerationShort` (`@default 0.02`), `accelerationMaxShort` (`@default 0.2`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib SAREXT.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { sarext } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = sarext(bars);
 * ```
 */
export function sarext(bars: ColumnsOf<'high' | 'low'>, options: SarextOptions = {}): Float64Array {
  checkKeys('options', options, [
    'startValue',
    'offsetOnReverse',
    'accelerationInitLong',
    'accelerationLong',
    'accelerationMaxLong',
    'accelerationInitShort',
    'accelerationShort',
    'accelerationMaxShort',
    'out',
  ]);
  const { out: given, ...variants } = options;
  const live = new Sarext(variants);
  const { high, low } = inputColumns('sarext', bars, inputs);
  return fillColumn(live, [high, low], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link sarext} bar by bar.
 *
 * @example
 * ```ts
 * import { Sarext } from 'barwright/indicators';
 * const live = new Sarext();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Sarext extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'sarext';
  declare readonly parameters: {
    readonly startValue: number;
    readonly offsetOnReverse: number;
    readonly accelerationInitLong: number;
    readonly accelerationLong: number;
    readonly accelerationMaxLong: number;
    readonly accelerationInitShort: number;
    readonly accelerationShort: number;
    readonly accelerationMaxShort: number;
  };
  protected readonly parabolic: ParabolicStep;

  constructor(options: SarextVariants = {}) {
    super(completeValues('sarext', parameters, options));
    const p = this.parameters;
    const speed = (start: number, step: number, most: number): ParabolicSpeed => ({
      start: Math.min(start, most),
      step: Math.min(step, most),
      most,
    });
    this.parabolic = new ParabolicStep(
      speed(p.accelerationInitLong, p.accelerationLong, p.accelerationMaxLong),
      speed(p.accelerationInitShort, p.accelerationShort, p.accelerationMaxShort),
      p.startValue,
      p.offsetOnReverse,
    );
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const { parabolic } = this;
    const stop = parabolic.next(high, low);
    return parabolic.isLong ? stop : -stop;
  }
}

/** Catalog entry of {@link sarext}. */
export const sarextEntry: IndicatorEntry = defineEntry({
  name: 'sarext',
  title: 'Parabolic stop and reverse, extended',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs: ['sarext'],
  parameters,
  definition: 'The parabolic stop with a speed for each side, a start and an offset; stops of short positions are below 0.',
  formula: 'sar[i] + af * (extreme - sar[i]), with the sign of the side',
  source: 'TA-Lib SAREXT',
  lookback: () => 1,
  batch: sarext,
  stream: Sarext,
});
