import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { LineStep } from '../steps/line.ts';
import { MeanStep } from '../steps/mean.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link squeeze_momentum}. */
export interface SqueezeMomentumVariants {
  /** Standard deviations from the middle to a Bollinger band, 0 to 1,000. @default 2 */
  readonly deviations?: number;
  /** Mean true ranges from the middle to a Keltner channel, 0 to 1,000. @default 1.5 */
  readonly multiplier?: number;
}

/** Options of {@link squeeze_momentum}. */
export interface SqueezeMomentumOptions extends SqueezeMomentumVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'momentum' | 'squeeze'> | undefined;
}

/** One reading of {@link SqueezeMomentum}. */
export interface SqueezeMomentumValue {
  readonly momentum: number;
  readonly squeeze: number;
}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
  deviations: { type: 'float', min: 0, max: 1000, default: 2 },
  multiplier: { type: 'float', min: 0, max: 1000, default: 1.5 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['momentum', 'squeeze'] as const;

/**
 * Whether Bollinger bands lie inside Keltner channels, and a line through the distance of the close from the middle of its
 * range.
 *
 * `momentum = linreg(close - ((max(high) + min(low)) / 2 + sma(close)) / 2); squeeze = 1 where the bands are inside the
 * channel, -1 where outside, otherwise 0`
 *
 * Length of the bars; NaN for the first `2 * period - 2` bars. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period bars in the windows, 2 to 100,000. `@default 20`
 * @param options `deviations` (`@default 2`), `multiplier` (`@default 1.5`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: LazyBear, Squeeze Momentum Indicator, TradingView (2014), after John Carter, Mastering the Trade (2005); the bands
 * have their own factor here, where the script takes the channel's.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { squeeze_momentum } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { momentum, squeeze } = squeeze_momentum(bars, 20);
 * ```
 */
export function squeeze_momentum(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: SqueezeMomentumOptions = {},
): OutputColumns<'momentum' | 'squeeze'> {
  checkKeys('options', options, ['deviations', 'multiplier', 'out']);
  const { out: given, ...variants } = options;
  const live = new SqueezeMomentum(period, variants);
  const { high, low, close } = inputColumns('squeeze_momentum', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.momentum[i] = value.momentum;
      out.squeeze[i] = value.squeeze;
    }
  });
}

const cold: SqueezeMomentumValue = Object.freeze({ momentum: Number.NaN, squeeze: Number.NaN });

/**
 * {@link squeeze_momentum} bar by bar.
 *
 * @example
 * ```ts
 * import { SqueezeMomentum } from 'barwright/indicators';
 * const live = new SqueezeMomentum();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class SqueezeMomentum extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, SqueezeMomentumValue> {
  static override readonly indicator: string = 'squeeze_momentum';
  declare readonly parameters: { readonly period: number; readonly deviations: number; readonly multiplier: number };
  protected readonly deviation: DeviationStep;
  protected readonly range: TrueRangeStep = new TrueRangeStep();
  protected readonly reach: MeanStep;
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected readonly line: LineStep;

  constructor(period: number = parameters.period.default, options: SqueezeMomentumVariants = {}) {
    super(completeValues('squeeze_momentum', parameters, { ...options, period }));
    this.deviation = new DeviationStep(period, period, 1);
    this.reach = new MeanStep(period);
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
    this.line = new LineStep(period, period - 1);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): SqueezeMomentumValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): SqueezeMomentumValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const range = this.range.next(high, low, close);
    const reach = Number.isNaN(range) ? range : this.reach.next(range);
    const deviation = this.deviation.next(close);
    const highest = this.highest.next(high);
    const lowest = this.lowest.next(low);
    if (Number.isNaN(deviation)) return cold;
    const momentum = this.line.next(close - ((highest + lowest) / 2 + this.deviation.mean) / 2);
    if (Number.isNaN(momentum) || Number.isNaN(reach)) return cold;
    const { deviations, multiplier } = this.parameters;
    const [band, channel] = [deviations * deviation, multiplier * reach];
    return { momentum, squeeze: Number(band < channel) - Number(band > channel) };
  }

  protected override get cold(): SqueezeMomentumValue {
    return cold;
  }
}

/** Catalog entry of {@link squeeze_momentum}. */
export const squeezeMomentumEntry: IndicatorEntry = defineEntry({
  name: 'squeeze_momentum',
  title: 'Squeeze momentum',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition:
    'Whether Bollinger bands lie inside Keltner channels, and a line through the distance of the close from the middle of its range.',
  formula:
    'momentum = linreg(close - ((max(high) + min(low)) / 2 + sma(close)) / 2); squeeze = 1 where the bands are inside the channel, -1 where outside, otherwise 0',
  source: 'LazyBear 2014; Carter 2005',
  lookback: ({ period }) => 2 * period - 2,
  batch: squeeze_momentum,
  stream: SqueezeMomentum,
});
