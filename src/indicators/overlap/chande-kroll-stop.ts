import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link chande_kroll_stop}. */
export interface ChandeKrollStopVariants {
  /** Average true ranges from the extremes to the stops, 0 to 1,000. @default 1 */
  readonly multiplier?: number;
  /** Bars in the second windows, 1 to 100,000. @default 9 */
  readonly stopPeriod?: number;
}

/** Options of {@link chande_kroll_stop}. */
export interface ChandeKrollStopOptions extends ChandeKrollStopVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'short' | 'long'> | undefined;
}

/** One reading of {@link ChandeKrollStop}. */
export interface ChandeKrollStopValue {
  readonly short: number;
  readonly long: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 10 },
  multiplier: { type: 'float', min: 0, max: 1000, default: 1 },
  stopPeriod: { type: 'int', min: 1, max: longestPeriod, default: 9 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['short', 'long'] as const;

/**
 * Stops of average true ranges from the extremes of the last bars, and the extremes of those.
 *
 * `short = max(max(high, period) - multiplier * atr(period), stopPeriod); long = min(min(low, period) + multiplier *
 * atr(period), stopPeriod)`
 *
 * Columns of the length of the bars, in units of price; NaN for the first `period + stopPeriod - 1` bars. A bar with a value
 * that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period bars in the first windows, and period of the average true range, 1 to 100,000. `@default 10`
 * @param options `multiplier` (`@default 1`), `stopPeriod` (`@default 9`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Tushar Chande and Stanley Kroll, The New Technical Trader (1994); TradingView, Chande Kroll Stop.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { chande_kroll_stop } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { short, long } = chande_kroll_stop(bars, 10);
 * ```
 */
export function chande_kroll_stop(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: ChandeKrollStopOptions = {},
): OutputColumns<'short' | 'long'> {
  checkKeys('options', options, ['multiplier', 'stopPeriod', 'out']);
  const { out: given, ...variants } = options;
  const live = new ChandeKrollStop(period, variants);
  const { high, low, close } = inputColumns('chande_kroll_stop', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.short[i] = value.short;
      out.long[i] = value.long;
    }
  });
}

const cold: ChandeKrollStopValue = Object.freeze({ short: Number.NaN, long: Number.NaN });

/**
 * {@link chande_kroll_stop} bar by bar.
 *
 * @example
 * ```ts
 * import { ChandeKrollStop } from 'barwright/indicators';
 * const live = new ChandeKrollStop();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class ChandeKrollStop extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, ChandeKrollStopValue> {
  static override readonly indicator: string = 'chande_kroll_stop';
  declare readonly parameters: { readonly period: number; readonly multiplier: number; readonly stopPeriod: number };
  protected readonly range: TrueRangeStep = new TrueRangeStep();
  protected readonly average: ExponentialStep;
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected readonly short: ExtremeStep;
  protected readonly long: ExtremeStep;

  constructor(period: number = parameters.period.default, options: ChandeKrollStopVariants = {}) {
    super(completeValues('chande_kroll_stop', parameters, { ...options, period }));
    const { stopPeriod } = this.parameters;
    this.average = new ExponentialStep(1 / period, period);
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
    this.short = new ExtremeStep(stopPeriod, 'highest');
    this.long = new ExtremeStep(stopPeriod, 'lowest');
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): ChandeKrollStopValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): ChandeKrollStopValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const range = this.range.next(high, low, close);
    const atr = Number.isNaN(range) ? range : this.average.next(range);
    const highest = this.highest.next(high);
    const lowest = this.lowest.next(low);
    if (Number.isNaN(atr)) return cold;
    const width = this.parameters.multiplier * atr;
    const short = this.short.next(highest - width);
    const long = this.long.next(lowest + width);
    return Number.isNaN(short) ? cold : { short, long };
  }

  protected override get cold(): ChandeKrollStopValue {
    return cold;
  }
}

/** Catalog entry of {@link chande_kroll_stop}. */
export const chandeKrollStopEntry: IndicatorEntry = defineEntry({
  name: 'chande_kroll_stop',
  title: 'Chande Kroll stop',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Stops of average true ranges from the extremes of the last bars, and the extremes of those.',
  formula:
    'short = max(max(high, period) - multiplier * atr(period), stopPeriod); long = min(min(low, period) + multiplier * atr(period), stopPeriod)',
  source: 'Chande and Kroll 1994; TradingView',
  laws: { price: 1 },
  lookback: ({ period, stopPeriod }) => period + stopPeriod - 1,
  batch: chande_kroll_stop,
  stream: ChandeKrollStop,
});
