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
 * An average that the volume of a bar, as a share of all volume of the window, pulls to its close.
 *
 * `evwma[i - 1] + volume[i] / sum(volume) * (close[i] - evwma[i - 1])`
 *
 * Length of the bars, in units of price; NaN for the first `period - 1` bars. It starts from its first close. A bar with a
 * value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `close` and `volume`, such as `Bars`.
 * @param period bars whose volume is the float, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Christian Fries, "Elastic Moving Averages" (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { evwma } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = evwma(bars, 20);
 * ```
 */
export function evwma(
  bars: ColumnsOf<'close' | 'volume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Evwma(period);
  const { close, volume } = inputColumns('evwma', bars, inputs);
  return fillColumn(live, [close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(close[i], volume[i]);
  });
}

/**
 * {@link evwma} bar by bar.
 *
 * @example
 * ```ts
 * import { Evwma } from 'barwright/indicators';
 * const live = new Evwma();
 * live.next({ close: 2, volume: 5 });
 * ```
 */
export class Evwma extends StreamingIndicator<BarOf<'close' | 'volume'>, number> {
  static override readonly indicator: string = 'evwma';
  declare readonly parameters: { readonly period: number };
  protected readonly volumes: FlowStep;
  protected level: number = 0;
  protected warm: boolean = false;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('evwma', parameters, { period }));
    this.volumes = new FlowStep(period);
    this.#period = period;
  }

  next({ close, volume }: BarOf<'close' | 'volume'>): number {
    return this.take(close, volume);
  }

  /** {@link next} by numbers. */
  take(close: number, volume: number): number {
    if (!Number.isFinite(close + volume)) return this.hole();
    const total = this.volumes.next(volume) * this.#period;
    if (Number.isNaN(total)) return total;
    const share = total > 0 ? Math.min(1, volume / total) : 0;
    this.level = this.warm ? this.level + share * (close - this.level) : close;
    this.warm = true;
    return this.level;
  }
}

/** Catalog entry of {@link evwma}. */
export const evwmaEntry: IndicatorEntry = defineEntry({
  name: 'evwma',
  title: 'Elastic volume weighted moving average',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs: ['evwma'],
  parameters,
  definition: 'An average that the volume of a bar, as a share of all volume of the window, pulls to its close.',
  formula: 'evwma[i - 1] + volume[i] / sum(volume) * (close[i] - evwma[i - 1])',
  source: 'Fries 2001',
  laws: { price: 1, volume: 0 },
  lookback: ({ period }) => period - 1,
  batch: evwma,
  stream: Evwma,
});
