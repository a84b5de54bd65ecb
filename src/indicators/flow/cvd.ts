import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { sessionOf } from '../steps/session.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link cvd}. */
export interface CvdVariants {
  /** What the sum starts anew with, in UTC. @default 'all' */
  readonly session?: 'day' | 'week' | 'month' | 'all';
}

/** Options of {@link cvd}. */
export interface CvdOptions extends CvdVariants, OutOption {}

const parameters = {
  session: { type: 'choice', choices: ['day', 'week', 'month', 'all'], default: 'all' },
} as const;
const inputs = ['time', 'volume', 'buyVolume'] as const;

/**
 * Running sum of the volume delta.
 *
 * `cvd[i - 1] + 2 * buyVolume[i] - volume[i]`
 *
 * Length of the bars, in units of volume; no warm-up. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `time`, `volume` and `buyVolume`, such as `Bars`.
 * @param options `session` (`@default 'all'`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Common practice of order flow; TradingView, Cumulative Volume Delta.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { cvd } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = cvd({ time: bars.time, volume: bars.volume, buyVolume: bars.volume });
 * ```
 */
export function cvd(bars: ColumnsOf<'time' | 'volume' | 'buyVolume'>, options: CvdOptions = {}): Float64Array {
  checkKeys('options', options, ['session', 'out']);
  const { out: given, ...variants } = options;
  const live = new Cvd(variants);
  const { time, volume, buyVolume } = inputColumns('cvd', bars, inputs);
  return fillColumn(live, [time, volume, buyVolume], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(time[i], volume[i], buyVolume[i]);
  });
}

/**
 * {@link cvd} bar by bar.
 *
 * @example
 * ```ts
 * import { Cvd } from 'barwright/indicators';
 * const live = new Cvd();
 * live.next({ time: 1700000000000, volume: 5, buyVolume: 3 });
 * ```
 */
export class Cvd extends StreamingIndicator<BarOf<'time' | 'volume' | 'buyVolume'>, number> {
  static override readonly indicator: string = 'cvd';
  declare readonly parameters: { readonly session: 'day' | 'week' | 'month' | 'all' };
  protected session: number = Number.NaN;
  protected sum: number = 0;

  constructor(options: CvdVariants = {}) {
    super(completeValues('cvd', parameters, options));
  }

  next({ time, volume, buyVolume }: BarOf<'time' | 'volume' | 'buyVolume'>): number {
    return this.take(time, volume, buyVolume);
  }

  /** {@link next} by numbers. */
  take(time: number, volume: number, buyVolume: number): number {
    if (!Number.isFinite(time + volume + buyVolume)) return this.hole();
    const session = sessionOf(time, this.parameters.session);
    if (session !== this.session) this.sum = 0;
    this.session = session;
    this.sum += 2 * buyVolume - volume;
    return this.sum;
  }
}

/** Catalog entry of {@link cvd}. */
export const cvdEntry: IndicatorEntry = defineEntry({
  name: 'cvd',
  title: 'Cumulative volume delta',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['cvd'],
  parameters,
  definition: 'Running sum of the volume delta.',
  formula: 'cvd[i - 1] + 2 * buyVolume[i] - volume[i]',
  source: 'TradingView, Cumulative Volume Delta',
  laws: { volume: 1 },
  lookback: () => 0,
  batch: cvd,
  stream: Cvd,
});
