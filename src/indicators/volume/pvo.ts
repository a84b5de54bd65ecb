import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link pvo}. */
export interface PvoVariants {
  /** Period of the fast average, 1 to 100,000. @default 12 */
  readonly fast?: number;
  /** Period of the slow average, 1 to 100,000. @default 26 */
  readonly slow?: number;
  /** Period of the signal line, 1 to 100,000. @default 9 */
  readonly signal?: number;
}

/** Options of {@link pvo}. */
export interface PvoOptions extends PvoVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'pvo' | 'signal' | 'histogram'> | undefined;
}

/** One reading of {@link Pvo}. */
export interface PvoValue {
  readonly pvo: number;
  readonly signal: number;
  readonly histogram: number;
}

const parameters = {
  fast: { type: 'int', min: 1, max: longestPeriod, default: 12 },
  slow: { type: 'int', min: 1, max: longestPeriod, default: 26 },
  signal: { type: 'int', min: 1, max: longestPeriod, default: 9 },
} as const;
const inputs = ['volume'] as const;
const outputs = ['pvo', 'signal', 'histogram'] as const;

/**
 * A fast less a slow exponential average of volume as a percentage of the slow one, with a signal line; 0 without volume.
 *
 * `pvo = 100 * (ema(volume, fast) - ema(volume, slow)) / ema(volume, slow); signal = ema(pvo, signal)`
 *
 * Columns of the length of the bars, in percent; NaN while all warm up. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `volume`, such as `Bars`.
 * @param options `fast` (`@default 12`), `slow` (`@default 26`), `signal` (`@default 9`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: StockCharts, Percentage Volume Oscillator.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { pvo } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { pvo: line, signal, histogram } = pvo(bars);
 * ```
 */
export function pvo(bars: ColumnsOf<'volume'>, options: PvoOptions = {}): OutputColumns<'pvo' | 'signal' | 'histogram'> {
  checkKeys('options', options, ['fast', 'slow', 'signal', 'out']);
  const { out: given, ...variants } = options;
  const live = new Pvo(variants);
  const { volume } = inputColumns('pvo', bars, inputs);
  return fillColumns(live, [volume], outputs, given, (out) => {
    for (let i = 0; i < volume.length; i++) {
      const value = live.take(volume[i]);
      out.pvo[i] = value.pvo;
      out.signal[i] = value.signal;
      out.histogram[i] = value.histogram;
    }
  });
}

const cold: PvoValue = Object.freeze({ pvo: Number.NaN, signal: Number.NaN, histogram: Number.NaN });

/**
 * {@link pvo} bar by bar.
 *
 * @example
 * ```ts
 * import { Pvo } from 'barwright/indicators';
 * const live = new Pvo();
 * live.next({ volume: 5 });
 * ```
 */
export class Pvo extends StreamingIndicator<BarOf<'volume'>, PvoValue> {
  static override readonly indicator: string = 'pvo';
  declare readonly parameters: { readonly fast: number; readonly slow: number; readonly signal: number };
  protected readonly fast: ExponentialStep;
  protected readonly slow: ExponentialStep;
  protected readonly signal: ExponentialStep;

  constructor(options: PvoVariants = {}) {
    super(completeValues('pvo', parameters, options));
    const { fast, slow, signal } = this.parameters;
    this.fast = new ExponentialStep(2 / (fast + 1), fast);
    this.slow = new ExponentialStep(2 / (slow + 1), slow);
    this.signal = new ExponentialStep(2 / (signal + 1), signal);
  }

  next({ volume }: BarOf<'volume'>): PvoValue {
    return this.take(volume);
  }

  /** {@link next} by numbers. */
  take(volume: number): PvoValue {
    if (!Number.isFinite(volume)) return this.hole();
    const fast = this.fast.next(volume);
    const slow = this.slow.next(volume);
    if (Number.isNaN(fast + slow)) return cold;
    const pvo = slow > 0 ? ((fast - slow) / slow) * 100 : 0;
    const signal = this.signal.next(pvo);
    return Number.isNaN(signal) ? cold : { pvo, signal, histogram: pvo - signal };
  }

  protected override get cold(): PvoValue {
    return cold;
  }
}

/** Catalog entry of {@link pvo}. */
export const pvoEntry: IndicatorEntry = defineEntry({
  name: 'pvo',
  title: 'Percentage volume oscillator',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'A fast less a slow exponential average of volume as a percentage of the slow one, with a signal line; 0 without volume.',
  formula: 'pvo = 100 * (ema(volume, fast) - ema(volume, slow)) / ema(volume, slow); signal = ema(pvo, signal)',
  source: 'StockCharts',
  laws: { volume: 0 },
  lookback: ({ fast, slow, signal }) => Math.max(fast, slow) + signal - 2,
  batch: pvo,
  stream: Pvo,
});
