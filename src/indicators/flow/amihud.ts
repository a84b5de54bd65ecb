import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;
const inputs = ['close', 'volume'] as const;

/**
 * Mean of the absolute returns over the money traded: how far a unit of money moves the price. Bars without volume count as
 * 0.
 *
 * `mean(abs(close / close[1] - 1) / (close * volume))`
 *
 * Length of the bars, as a fraction for each unit of money; NaN for the first `period` bars. A bar with a value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param bars `close` and `volume`, such as `Bars`.
 * @param period bars in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Yakov Amihud, Illiquidity and Stock Returns, Journal of Financial Markets 5 (2002).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { amihud } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = amihud(bars, 20);
 * ```
 */
export function amihud(
  bars: ColumnsOf<'close' | 'volume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Amihud(period);
  const { close, volume } = inputColumns('amihud', bars, inputs);
  return fillColumn(live, [close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(close[i], volume[i]);
  });
}

/**
 * {@link amihud} bar by bar.
 *
 * @example
 * ```ts
 * import { Amihud } from 'barwright/indicators';
 * const live = new Amihud();
 * live.next({ close: 2, volume: 5 });
 * ```
 */
export class Amihud extends StreamingIndicator<BarOf<'close' | 'volume'>, number> {
  static override readonly indicator: string = 'amihud';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected readonly mean: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('amihud', parameters, { period }));
    this.mean = new FlowStep(period);
  }

  next({ close, volume }: BarOf<'close' | 'volume'>): number {
    return this.take(close, volume);
  }

  /** {@link next} by numbers. */
  take(close: number, volume: number): number {
    if (!Number.isFinite(close + volume)) return this.hole();
    const { seen, previous } = this;
    this.seen = true;
    this.previous = close;
    if (!seen) return Number.NaN;
    const money = Math.abs(close) * volume;
    return this.mean.next(money > 0 && previous !== 0 ? Math.abs(close / previous - 1) / money : 0);
  }
}

/** Catalog entry of {@link amihud}. */
export const amihudEntry: IndicatorEntry = defineEntry({
  name: 'amihud',
  title: 'Amihud illiquidity',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['amihud'],
  parameters,
  definition:
    'Mean of the absolute returns over the money traded: how far a unit of money moves the price. Bars without volume count as 0.',
  formula: 'mean(abs(close / close[1] - 1) / (close * volume))',
  source: 'Amihud 2002',
  laws: { price: -1, volume: -1 },
  lookback: ({ period }) => period,
  batch: amihud,
  stream: Amihud,
});
