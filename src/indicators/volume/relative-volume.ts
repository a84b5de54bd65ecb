import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;
const inputs = ['volume'] as const;

/**
 * Volume as a multiple of its average over the bars before; 0 where nothing was traded in them.
 *
 * `volume[i] / mean(volume[i - period], ..., volume[i - 1])`
 *
 * Length of the bars; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `volume`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Common practice; TradingView, Relative Volume.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { relative_volume } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = relative_volume(bars, 20);
 * ```
 */
export function relative_volume(
  bars: ColumnsOf<'volume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new RelativeVolume(period);
  const { volume } = inputColumns('relative_volume', bars, inputs);
  return fillColumn(live, [volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(volume[i]);
  });
}

/**
 * {@link relative_volume} bar by bar.
 *
 * @example
 * ```ts
 * import { RelativeVolume } from 'barwright/indicators';
 * const live = new RelativeVolume();
 * live.next({ volume: 5 });
 * ```
 */
export class RelativeVolume extends StreamingIndicator<BarOf<'volume'>, number> {
  static override readonly indicator: string = 'relative_volume';
  declare readonly parameters: { readonly period: number };
  protected readonly mean: FlowStep;
  protected before: number = Number.NaN;

  constructor(period: number = parameters.period.default) {
    super(completeValues('relative_volume', parameters, { period }));
    this.mean = new FlowStep(period);
  }

  next({ volume }: BarOf<'volume'>): number {
    return this.take(volume);
  }

  /** {@link next} by numbers. */
  take(volume: number): number {
    if (!Number.isFinite(volume)) return this.hole();
    const { before } = this;
    this.before = this.mean.next(volume);
    return Number.isNaN(before) ? before : before > 0 ? volume / before : 0;
  }
}

/** Catalog entry of {@link relative_volume}. */
export const relativeVolumeEntry: IndicatorEntry = defineEntry({
  name: 'relative_volume',
  title: 'Relative volume',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['relative_volume'],
  parameters,
  definition: 'Volume as a multiple of its average over the bars before; 0 where nothing was traded in them.',
  formula: 'volume[i] / mean(volume[i - period], ..., volume[i - 1])',
  source: 'TradingView, Relative Volume',
  laws: { volume: 0 },
  lookback: ({ period }) => period,
  batch: relative_volume,
  stream: RelativeVolume,
});
