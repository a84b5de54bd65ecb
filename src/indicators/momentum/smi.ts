import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { RepeatedExponentialStep } from '../steps/moving-average.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link smi}. */
export interface SmiVariants {
  /** Period of both smoothings, 1 to 100,000. @default 3 */
  readonly smoothing?: number;
  /** Period of the signal line, 1 to 100,000. @default 3 */
  readonly signal?: number;
}

/** Options of {@link smi}. */
export interface SmiOptions extends SmiVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'smi' | 'signal'> | undefined;
}

/** One reading of {@link Smi}. */
export interface SmiValue {
  readonly smi: number;
  readonly signal: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 10 },
  smoothing: { type: 'int', min: 1, max: longestPeriod, default: 3 },
  signal: { type: 'int', min: 1, max: longestPeriod, default: 3 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['smi', 'signal'] as const;

/**
 * Distance of the close from the middle of its range, smoothed twice, as a percentage of half the range; 0 without a range.
 *
 * `smi = 100 * e(e(close - middle)) / (0.5 * e(e(range))); signal = ema(smi, signal)`
 *
 * Columns of the length of the bars, -100 to 100; NaN while all warm up. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period bars of the range, 1 to 100,000. `@default 10`
 * @param options `smoothing` (`@default 3`), `signal` (`@default 3`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: William Blau, Momentum, Direction, and Divergence (1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { smi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { smi: line, signal } = smi(bars, 10);
 * ```
 */
export function smi(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: SmiOptions = {},
): OutputColumns<'smi' | 'signal'> {
  checkKeys('options', options, ['smoothing', 'signal', 'out']);
  const { out: given, ...variants } = options;
  const live = new Smi(period, variants);
  const { high, low, close } = inputColumns('smi', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.smi[i] = value.smi;
      out.signal[i] = value.signal;
    }
  });
}

const cold: SmiValue = Object.freeze({ smi: Number.NaN, signal: Number.NaN });

/**
 * {@link smi} bar by bar.
 *
 * @example
 * ```ts
 * import { Smi } from 'barwright/indicators';
 * const live = new Smi();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Smi extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, SmiValue> {
  static override readonly indicator: string = 'smi';
  declare readonly parameters: { readonly period: number; readonly smoothing: number; readonly signal: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected readonly distances: RepeatedExponentialStep;
  protected readonly ranges: RepeatedExponentialStep;
  protected readonly signal: ExponentialStep;

  constructor(period: number = parameters.period.default, options: SmiVariants = {}) {
    super(completeValues('smi', parameters, { ...options, period }));
    const { smoothing, signal } = this.parameters;
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
    this.distances = new RepeatedExponentialStep(smoothing, [0, 1]);
    this.ranges = new RepeatedExponentialStep(smoothing, [0, 1]);
    this.signal = new ExponentialStep(2 / (signal + 1), signal);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): SmiValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): SmiValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const highest = this.highest.next(high);
    const lowest = this.lowest.next(low);
    if (Number.isNaN(highest)) return cold;
    const distance = this.distances.next(close - (highest + lowest) / 2);
    const range = this.ranges.next(highest - lowest);
    if (Number.isNaN(range)) return cold;
    const smi = range > 0 ? (distance / (range / 2)) * 100 : 0;
    const signal = this.signal.next(smi);
    return Number.isNaN(signal) ? cold : { smi, signal };
  }

  protected override get cold(): SmiValue {
    return cold;
  }
}

/** Catalog entry of {@link smi}. */
export const smiEntry: IndicatorEntry = defineEntry({
  name: 'smi',
  title: 'Stochastic momentum index',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Distance of the close from the middle of its range, smoothed twice, as a percentage of half the range; 0 without a range.',
  formula: 'smi = 100 * e(e(close - middle)) / (0.5 * e(e(range))); signal = ema(smi, signal)',
  source: 'Blau 1995',
  laws: { price: 0 },
  lookback: ({ period, smoothing, signal }) => period + 2 * smoothing + signal - 4,
  batch: smi,
  stream: Smi,
});
