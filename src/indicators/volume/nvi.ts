import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['close', 'volume'] as const;

/**
 * An index that follows the close only on bars with less volume than the one before, from 1000.
 *
 * `nvi[i - 1] * close[i] / close[i - 1] where volume falls, from 1000`
 *
 * Length of the bars; no warm-up. A close before of 0 counts as no change. A bar with a value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param bars `close` and `volume`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: Paul Dysart (1936); Norman Fosback, Stock Market Logic (1976).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { nvi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = nvi(bars);
 * ```
 */
export function nvi(bars: ColumnsOf<'close' | 'volume'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Nvi();
  const { close, volume } = inputColumns('nvi', bars, inputs);
  return fillColumn(live, [close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(close[i], volume[i]);
  });
}

/**
 * {@link nvi} bar by bar.
 *
 * @example
 * ```ts
 * import { Nvi } from 'barwright/indicators';
 * const live = new Nvi();
 * live.next({ close: 2, volume: 5 });
 * ```
 */
export class Nvi extends StreamingIndicator<BarOf<'close' | 'volume'>, number> {
  static override readonly indicator: string = 'nvi';
  protected index: number = 1000;
  protected seen: boolean = false;
  protected previous: number = 0;
  protected previousVolume: number = 0;

  constructor(options: object = {}) {
    super(completeValues('nvi', parameters, options));
  }

  next({ close, volume }: BarOf<'close' | 'volume'>): number {
    return this.take(close, volume);
  }

  /** {@link next} by numbers. */
  take(close: number, volume: number): number {
    if (!Number.isFinite(close + volume)) return this.hole();
    if (this.seen && volume < this.previousVolume && this.previous !== 0) this.index *= close / this.previous;
    this.seen = true;
    this.previous = close;
    this.previousVolume = volume;
    return this.index;
  }
}

/** Catalog entry of {@link nvi}. */
export const nviEntry: IndicatorEntry = defineEntry({
  name: 'nvi',
  title: 'Negative volume index',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['nvi'],
  parameters,
  definition: 'An index that follows the close only on bars with less volume than the one before, from 1000.',
  formula: 'nvi[i - 1] * close[i] / close[i - 1] where volume falls, from 1000',
  source: 'Dysart 1936; Fosback 1976',
  laws: { price: 0, volume: 0 },
  lookback: () => 0,
  batch: nvi,
  stream: Nvi,
});
