import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import {
  type Average,
  type MovingAverageType,
  movingAverageLookback,
  movingAverageStep,
  movingAverageTypes,
} from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';
import { Rsi } from './rsi.ts';

/** Variants of {@link stochrsi}. */
export interface StochrsiVariants {
  /** Bars whose range the value is placed in, 1 to 100,000. @default 5 */
  readonly fastK?: number;
  /** Period of the average that makes %D, 1 to 100,000. @default 3 */
  readonly fastD?: number;
  /** Kind of the average that makes %D. @default 'sma' */
  readonly fastDType?: MovingAverageType;
}

/** Options of {@link stochrsi}. */
export interface StochrsiOptions extends StochrsiVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'k' | 'd'> | undefined;
}

/** One reading of {@link Stochrsi}. */
export interface StochrsiValue {
  readonly k: number;
  readonly d: number;
}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
  fastK: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  fastD: { type: 'int', min: 1, max: longestPeriod, default: 3 },
  fastDType: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
} as const;
const outputs = ['k', 'd'] as const;

/**
 * Where the relative strength index lies in its own range, in percent, and an average of that; 0 without a range beyond rounding.
 *
 * `k = 100 * (rsi - min(rsi)) / (max(rsi) - min(rsi)) over fastK values; d = ma(k, fastD)`
 *
 * Columns of the length of `x`, 0 to 100 up to rounding; NaN while all warm up. A value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param x a column.
 * @param period period of the relative strength index, 2 to 100,000. `@default 14`
 * @param options `fastK` (`@default 5`), `fastD` (`@default 3`), `fastDType` (`@default 'sma'`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib STOCHRSI; Tushar Chande and Stanley Kroll, The New Technical Trader (1994).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { stochrsi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { k, d } = stochrsi(bars.close, 14);
 * ```
 */
export function stochrsi(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: StochrsiOptions = {},
): OutputColumns<'k' | 'd'> {
  checkKeys('options', options, ['fastK', 'fastD', 'fastDType', 'out']);
  const { out: given, ...variants } = options;
  const live = new Stochrsi(period, variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.k[i] = value.k;
      out.d[i] = value.d;
    }
  });
}

const cold: StochrsiValue = Object.freeze({ k: Number.NaN, d: Number.NaN });

/**
 * {@link stochrsi} bar by bar.
 *
 * @example
 * ```ts
 * import { Stochrsi } from 'barwright/indicators';
 * const live = new Stochrsi();
 * live.next(100);
 * ```
 */
export class Stochrsi extends SeriesIndicator<StochrsiValue> {
  static override readonly indicator: string = 'stochrsi';
  declare readonly parameters: {
    readonly period: number;
    readonly fastK: number;
    readonly fastD: number;
    readonly fastDType: MovingAverageType;
  };
  protected readonly strength: Rsi;
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected readonly d: Average;

  constructor(period: number = parameters.period.default, options: StochrsiVariants = {}) {
    super(completeValues('stochrsi', parameters, { ...options, period }));
    const { fastK, fastD, fastDType } = this.parameters;
    this.strength = new Rsi(period);
    this.highest = new ExtremeStep(fastK, 'highest');
    this.lowest = new ExtremeStep(fastK, 'lowest');
    this.d = movingAverageStep(fastDType, fastD);
  }

  protected take(x: number): StochrsiValue {
    const strength = this.strength.next(x);
    if (Number.isNaN(strength)) return cold;
    const highest = this.highest.next(strength);
    const lowest = this.lowest.next(strength);
    if (Number.isNaN(highest)) return cold;
    const k = highest - lowest <= 1e-12 * highest ? 0 : ((strength - lowest) / (highest - lowest)) * 100;
    const d = this.d.next(k);
    return Number.isNaN(d) ? cold : { k, d };
  }

  protected override get cold(): StochrsiValue {
    return cold;
  }
}

/** Catalog entry of {@link stochrsi}. */
export const stochrsiEntry: IndicatorEntry = defineEntry({
  name: 'stochrsi',
  title: 'Stochastic of the relative strength index',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'Where the relative strength index lies in its own range, in percent, and an average of that; 0 without a range.',
  formula: 'k = 100 * (rsi - min(rsi)) / (max(rsi) - min(rsi)) over fastK values; d = ma(k, fastD)',
  source: 'TA-Lib STOCHRSI; Chande and Kroll 1994',
  laws: { price: 0 },
  lookback: ({ period, fastK, fastD, fastDType }) => period + fastK - 1 + movingAverageLookback(fastDType, fastD),
  batch: stochrsi,
  stream: Stochrsi,
});
