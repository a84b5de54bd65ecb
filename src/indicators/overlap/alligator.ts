import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { LagStep } from '../steps/lag.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link alligator}. */
export interface AlligatorVariants {
  /** Period of the jaw, 1 to 100,000. @default 13 */
  readonly jaw?: number;
  /** Bars by which the jaw is late, 1 to 100,000. @default 8 */
  readonly jawShift?: number;
  /** Period of the teeth, 1 to 100,000. @default 8 */
  readonly teeth?: number;
  /** Bars by which the teeth are late, 1 to 100,000. @default 5 */
  readonly teethShift?: number;
  /** Period of the lips, 1 to 100,000. @default 5 */
  readonly lips?: number;
  /** Bars by which the lips are late, 1 to 100,000. @default 3 */
  readonly lipsShift?: number;
}

/** Options of {@link alligator}. */
export interface AlligatorOptions extends AlligatorVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'jaw' | 'teeth' | 'lips'> | undefined;
}

/** One reading of {@link Alligator}. */
export interface AlligatorValue {
  readonly jaw: number;
  readonly teeth: number;
  readonly lips: number;
}

const parameters = {
  jaw: { type: 'int', min: 1, max: longestPeriod, default: 13 },
  jawShift: { type: 'int', min: 1, max: longestPeriod, default: 8 },
  teeth: { type: 'int', min: 1, max: longestPeriod, default: 8 },
  teethShift: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  lips: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  lipsShift: { type: 'int', min: 1, max: longestPeriod, default: 3 },
} as const;
const inputs = ['high', 'low'] as const;
const outputs = ['jaw', 'teeth', 'lips'] as const;

/**
 * Three smoothed averages of the median price, each late by some bars.
 *
 * `jaw, teeth, lips = wilder((high + low) / 2, period)[i - shift]`
 *
 * Columns of the length of the bars, in units of price; NaN while the latest warms up. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `jaw` (`@default 13`), `jawShift` (`@default 8`), `teeth` (`@default 8`), `teethShift` (`@default 5`),
 * `lips` (`@default 5`), `lipsShift` (`@default 3`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Bill Williams, Trading Chaos (1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { alligator } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { jaw, teeth, lips } = alligator(bars);
 * ```
 */
export function alligator(bars: ColumnsOf<'high' | 'low'>, options: AlligatorOptions = {}): OutputColumns<'jaw' | 'teeth' | 'lips'> {
  checkKeys('options', options, ['jaw', 'jawShift', 'teeth', 'teethShift', 'lips', 'lipsShift', 'out']);
  const { out: given, ...variants } = options;
  const live = new Alligator(variants);
  const { high, low } = inputColumns('alligator', bars, inputs);
  return fillColumns(live, [high, low], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i]);
      out.jaw[i] = value.jaw;
      out.teeth[i] = value.teeth;
      out.lips[i] = value.lips;
    }
  });
}

const cold: AlligatorValue = Object.freeze({ jaw: Number.NaN, teeth: Number.NaN, lips: Number.NaN });

/**
 * {@link alligator} bar by bar.
 *
 * @example
 * ```ts
 * import { Alligator } from 'barwright/indicators';
 * const live = new Alligator();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Alligator extends StreamingIndicator<BarOf<'high' | 'low'>, AlligatorValue> {
  static override readonly indicator: string = 'alligator';
  declare readonly parameters: {
    readonly jaw: number;
    readonly jawShift: number;
    readonly teeth: number;
    readonly teethShift: number;
    readonly lips: number;
    readonly lipsShift: number;
  };
  protected readonly lines: readonly { readonly average: ExponentialStep; readonly lag: LagStep }[];
  protected left: number;

  constructor(options: AlligatorVariants = {}) {
    super(completeValues('alligator', parameters, options));
    const { jaw, jawShift, teeth, teethShift, lips, lipsShift } = this.parameters;
    const line = (period: number, shift: number): { readonly average: ExponentialStep; readonly lag: LagStep } => ({
      average: new ExponentialStep(1 / period, period),
      lag: new LagStep(shift),
    });
    this.lines = [line(jaw, jawShift), line(teeth, teethShift), line(lips, lipsShift)];
    this.left = Math.max(jaw + jawShift, teeth + teethShift, lips + lipsShift) - 1;
  }

  next({ high, low }: BarOf<'high' | 'low'>): AlligatorValue {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): AlligatorValue {
    if (!Number.isFinite(high + low)) return this.hole();
    const price = (high + low) / 2;
    const [jaw, teeth, lips] = this.lines.map(({ average, lag }) => {
      const value = average.next(price);
      return Number.isNaN(value) ? value : lag.next(value);
    });
    if (this.left === 0) return { jaw, teeth, lips };
    this.left--;
    return cold;
  }

  protected override get cold(): AlligatorValue {
    return cold;
  }
}

/** Catalog entry of {@link alligator}. */
export const alligatorEntry: IndicatorEntry = defineEntry({
  name: 'alligator',
  title: 'Alligator',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Three smoothed averages of the median price, each late by some bars.',
  formula: 'jaw, teeth, lips = wilder((high + low) / 2, period)[i - shift]',
  source: 'Williams 1995',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ jaw, jawShift, teeth, teethShift, lips, lipsShift }) => Math.max(jaw + jawShift, teeth + teethShift, lips + lipsShift) - 1,
  batch: alligator,
  stream: Alligator,
});
