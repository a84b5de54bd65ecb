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

/** Periods of {@link stoch}. */
export interface StochPeriods {
  /** Bars whose range the close is placed in, 1 to 100,000. @default 5 */
  readonly fastK?: number;
  /** Period of the average that makes the slow %K, 1 to 100,000. @default 3 */
  readonly slowK?: number;
  /** Period of the average that makes the slow %D, 1 to 100,000. @default 3 */
  readonly slowD?: number;
  /** Kind of the average that makes the slow %K. @default 'sma' */
  readonly slowKType?: MovingAverageType;
  /** Kind of the average that makes the slow %D. @default 'sma' */
  readonly slowDType?: MovingAverageType;
}

/** Options of {@link stoch}. */
export interface StochOptions extends StochPeriods {
  /** Columns to write to. */
  readonly out?: OutColumns<'k' | 'd'> | undefined;
}

/** One reading of {@link Stoch}. */
export interface StochValue {
  readonly k: number;
  readonly d: number;
}

const parameters = {
  fastK: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  slowK: { type: 'int', min: 1, max: longestPeriod, default: 3 },
  slowD: { type: 'int', min: 1, max: longestPeriod, default: 3 },
  slowKType: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
  slowDType: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
} as const;

const outputs = ['k', 'd'] as const;

/**
 * Slow stochastic: where the close lies in the range of the last bars, in percent, smoothed twice.
 *
 * `k = sma(100 * (close - min(low, fastK)) / (max(high, fastK) - min(low, fastK)), slowK)`, `d = sma(k, slowD)`
 *
 * Columns of the length of the bars, 0 to 100 up to rounding; NaN for the first `fastK + slowK + slowD - 3` bars and for every
 * stretch of one bar more that holds a value that is not finite. A range of 0 counts as 0 percent.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param options `fastK` (`@default 5`), `slowK` (`@default 3`), `slowD` (`@default 3`), `slowKType` and `slowDType`
 * (`@default 'sma'`); `out`: columns to write to.
 * @throws ArgumentError where a period is no integer in its range, columns differ in length or `out` does not fit.
 * Source: TA-Lib STOCH; George Lane.
 *
 * @example
 * ```ts
 * import { stoch, syntheticBars } from 'barwright';
 * const { k, d } = stoch(syntheticBars({ seed: 1, length: 500 }), { fastK: 14, slowK: 3, slowD: 3 });
 * ```
 */
export function stoch(bars: ColumnsOf<'high' | 'low' | 'close'>, options: StochOptions = {}): OutputColumns<'k' | 'd'> {
  checkKeys('options', options, ['fastK', 'slowK', 'slowD', 'slowKType', 'slowDType', 'out']);
  const { out: given, ...periods } = options;
  const live = new Stoch(periods);
  const { fastK, slowK, slowD, slowKType, slowDType } = live.parameters;
  const { high, low, close } = inputColumns('stoch', bars, ['high', 'low', 'close']);
  if (slowKType !== 'sma' || slowDType !== 'sma') {
    return fillColumns(live, [high, low, close], outputs, given, ({ k, d }) => {
      for (let i = 0; i < close.length; i++) {
        const value = live.take(high[i], low[i], close[i]);
        k[i] = value.k;
        d[i] = value.d;
      }
    });
  }
  return computeColumns('stoch', [high, low, close], live.parameters, outputs, given, ({ k, d }, start, end) => {
    const check = placeInRangeInto(d, k, high, low, close, start, end, fastK);
    const placed = Math.min(start + fastK - 1, end);
    rollingMeanInto(k, d, placed, end, slowK);
    const smoothed = Math.min(placed + slowK - 1, end);
    rollingMeanInto(d, k, smoothed, end, slowD);
    const first = Math.min(smoothed + slowD - 1, end);
    k.fill(Number.NaN, start, first);
    d.fill(Number.NaN, start, first);
    return check;
  });
}

const cold: StochValue = Object.freeze({ k: Number.NaN, d: Number.NaN });

/**
 * {@link stoch} bar by bar.
 *
 * @example
 * ```ts
 * import { Stoch } from 'barwright/indicators';
 * const live = new Stoch({ fastK: 1, slowK: 1, slowD: 1 });
 * live.next({ high: 4, low: 2, close: 3 }).k; // 50
 * ```
 */
export class Stoch extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, StochValue> {
  static override readonly indicator: string = 'stoch';
  declare readonly parameters: {
    readonly fastK: number;
    readonly slowK: number;
    readonly slowD: number;
    readonly slowKType: MovingAverageType;
    readonly slowDType: MovingAverageType;
  };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected readonly k: Average;
  protected readonly d: Average;

  constructor(options: StochPeriods = {}) {
    super(completeValues('stoch', parameters, options));
    const { fastK, slowK, slowD, slowKType, slowDType } = this.parameters;
    this.highest = new ExtremeStep(fastK, 'highest');
    this.lowest = new ExtremeStep(fastK, 'lowest');
    this.k = slowKType === 'sma' ? new MeanStep(slowK) : movingAverageStep(slowKType, slowK);
    this.d = slowDType === 'sma' ? new MeanStep(slowD) : movingAverageStep(slowDType, slowD);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): StochValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): StochValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const highest = this.highest.next(high);
    const lowest = this.lowest.next(low);
    if (Number.isNaN(highest)) return cold;
    const k = this.k.next(placeInRange(highest, lowest, close));
    const d = Number.isNaN(k) ? k : this.d.next(k);
    return Number.isNaN(d) ? cold : { k, d };
  }

  protected override get cold(): StochValue {
    return cold;
  }
}

/** Catalog entry of {@link stoch}. */
export const stochEntry: IndicatorEntry = defineEntry({
  name: 'stoch',
  title: 'Slow stochastic',
  group: 'momentum',
  kind: 'causal',
  inputs: ['high', 'low', 'close'],
  outputs,
  parameters,
  definition: 'Where the close lies in the range of the last bars, in percent, smoothed twice.',
  formula: 'k = sma(100 * (close - min(low, fastK)) / (max(high, fastK) - min(low, fastK)), slowK); d = sma(k, slowD)',
  source: 'TA-Lib STOCH; George Lane',
  laws: { price: 0 },
  lookback: ({ fastK, slowK, slowD, slowKType, slowDType }) =>
    fastK - 1 + movingAverageLookback(slowKType, slowK) + movingAverageLookback(slowDType, slowD),
  batch: stoch,
  stream: Stoch,
});
