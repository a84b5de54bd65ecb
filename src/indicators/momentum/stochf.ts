import { checkKeys } from '../../core/index.ts';
import { placeInRange, placeInRangeInto, rollingMeanInto } from '../../kernels/index.ts';
import { type BarOf, type ColumnsOf, computeColumns, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { MeanStep } from '../steps/mean.ts';
import {
  type Average,
  type MovingAverageType,
  movingAverageLookback,
  movingAverageStep,
  movingAverageTypes,
} from '../steps/moving-average.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link stochf}. */
export interface StochfVariants {
  /** Bars whose range the value is placed in, 1 to 100,000. @default 5 */
  readonly fastK?: number;
  /** Period of the average that makes %D, 1 to 100,000. @default 3 */
  readonly fastD?: number;
  /** Kind of the average that makes %D. @default 'sma' */
  readonly fastDType?: MovingAverageType;
}

/** Options of {@link stochf}. */
export interface StochfOptions extends StochfVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'k' | 'd'> | undefined;
}

/** One reading of {@link Stochf}. */
export interface StochfValue {
  readonly k: number;
  readonly d: number;
}

const parameters = {
  fastK: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  fastD: { type: 'int', min: 1, max: longestPeriod, default: 3 },
  fastDType: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['k', 'd'] as const;

/**
 * Where the close lies in the range of the last bars, in percent, and an average of that; 0 without a range.
 *
 * `k = 100 * (close - min(low)) / (max(high) - min(low)) over fastK bars; d = ma(k, fastD)`
 *
 * Columns of the length of the bars, 0 to 100 up to rounding; NaN while both warm up. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param options `fastK` (`@default 5`), `fastD` (`@default 3`), `fastDType` (`@default 'sma'`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib STOCHF; George Lane.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { stochf } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { k, d } = stochf(bars);
 * ```
 */
export function stochf(bars: ColumnsOf<'high' | 'low' | 'close'>, options: StochfOptions = {}): OutputColumns<'k' | 'd'> {
  checkKeys('options', options, ['fastK', 'fastD', 'fastDType', 'out']);
  const { out: given, ...variants } = options;
  const live = new Stochf(variants);
  const { high, low, close } = inputColumns('stochf', bars, inputs);
  const { fastK, fastD, fastDType } = live.parameters;
  if (fastDType === 'sma') {
    return computeColumns('stochf', [high, low, close], live.parameters, outputs, given, ({ k, d }, start, end) => {
      const check = placeInRangeInto(k, d, high, low, close, start, end, fastK);
      const placed = Math.min(start + fastK - 1, end);
      rollingMeanInto(d, k, placed, end, fastD);
      const first = Math.min(placed + fastD - 1, end);
      k.fill(Number.NaN, start, first);
      d.fill(Number.NaN, start, first);
      return check;
    });
  }
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.k[i] = value.k;
      out.d[i] = value.d;
    }
  });
}

const cold: StochfValue = Object.freeze({ k: Number.NaN, d: Number.NaN });

/**
 * {@link stochf} bar by bar.
 *
 * @example
 * ```ts
 * import { Stochf } from 'barwright/indicators';
 * const live = new Stochf();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Stochf extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, StochfValue> {
  static override readonly indicator: string = 'stochf';
  declare readonly parameters: { readonly fastK: number; readonly fastD: number; readonly fastDType: MovingAverageType };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected readonly d: Average;

  constructor(options: StochfVariants = {}) {
    super(completeValues('stochf', parameters, options));
    const { fastK, fastD, fastDType } = this.parameters;
    this.highest = new ExtremeStep(fastK, 'highest');
    this.lowest = new ExtremeStep(fastK, 'lowest');
    this.d = fastDType === 'sma' ? new MeanStep(fastD) : movingAverageStep(fastDType, fastD);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): StochfValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): StochfValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const highest = this.highest.next(high);
    const lowest = this.lowest.next(low);
    if (Number.isNaN(highest)) return cold;
    const k = placeInRange(highest, lowest, close);
    const d = this.d.next(k);
    return Number.isNaN(d) ? cold : { k, d };
  }

  protected override get cold(): StochfValue {
    return cold;
  }
}

/** Catalog entry of {@link stochf}. */
export const stochfEntry: IndicatorEntry = defineEntry({
  name: 'stochf',
  title: 'Fast stochastic',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Where the close lies in the range of the last bars, in percent, and an average of that; 0 without a range.',
  formula: 'k = 100 * (close - min(low)) / (max(high) - min(low)) over fastK bars; d = ma(k, fastD)',
  source: 'TA-Lib STOCHF; Lane',
  laws: { price: 0 },
  lookback: ({ fastK, fastD, fastDType }) => fastK - 1 + movingAverageLookback(fastDType, fastD),
  batch: stochf,
  stream: Stochf,
});
