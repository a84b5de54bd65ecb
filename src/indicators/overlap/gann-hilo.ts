import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link gann_hilo}. */
export interface GannHiloOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'line' | 'direction'> | undefined;
}

/** One reading of {@link GannHilo}. */
export interface GannHiloValue {
  readonly line: number;
  readonly direction: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 3 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['line', 'direction'] as const;

/**
 * The average of the lows while the close is above the last average of the highs, and the other way round.
 *
 * `direction = 1 where close > sma(high)[1], -1 where close < sma(low)[1], otherwise as before; line = sma(low) or sma(high)`
 *
 * Length of the bars, in units of price; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period bars in the averages, 1 to 100,000. `@default 3`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Robert Krausz, The New Gann Swing Chartist, Stocks & Commodities 16:2 (1998).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { gann_hilo } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { line, direction } = gann_hilo(bars, 3);
 * ```
 */
export function gann_hilo(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: GannHiloOptions = {},
): OutputColumns<'line' | 'direction'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new GannHilo(period);
  const { high, low, close } = inputColumns('gann_hilo', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.line[i] = value.line;
      out.direction[i] = value.direction;
    }
  });
}

const cold: GannHiloValue = Object.freeze({ line: Number.NaN, direction: Number.NaN });

/**
 * {@link gann_hilo} bar by bar.
 *
 * @example
 * ```ts
 * import { GannHilo } from 'barwright/indicators';
 * const live = new GannHilo();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class GannHilo extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, GannHiloValue> {
  static override readonly indicator: string = 'gann_hilo';
  declare readonly parameters: { readonly period: number };
  protected readonly highs: MeanStep;
  protected readonly lows: MeanStep;
  protected high: number = Number.NaN;
  protected low: number = Number.NaN;
  protected direction: number = 1;

  constructor(period: number = parameters.period.default) {
    super(completeValues('gann_hilo', parameters, { period }));
    this.highs = new MeanStep(period);
    this.lows = new MeanStep(period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): GannHiloValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): GannHiloValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const { high: lastHigh, low: lastLow } = this;
    this.high = this.highs.next(high);
    this.low = this.lows.next(low);
    if (Number.isNaN(lastHigh)) return cold;
    if (close > lastHigh) this.direction = 1;
    else if (close < lastLow) this.direction = -1;
    return { line: this.direction > 0 ? this.low : this.high, direction: this.direction };
  }

  protected override get cold(): GannHiloValue {
    return cold;
  }
}

/** Catalog entry of {@link gann_hilo}. */
export const gannHiloEntry: IndicatorEntry = defineEntry({
  name: 'gann_hilo',
  title: 'Gann high-low activator',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'The average of the lows while the close is above the last average of the highs, and the other way round.',
  formula: 'direction = 1 where close > sma(high)[1], -1 where close < sma(low)[1], otherwise as before; line = sma(low) or sma(high)',
  source: 'Krausz 1998',
  lookback: ({ period }) => period,
  batch: gann_hilo,
  stream: GannHilo,
});
