import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import {
  type Average,
  LateAverage,
  type MovingAverageType,
  movingAverageLookback,
  movingAverageStep,
  movingAverageTypes,
} from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link macdext}. */
export interface MacdextVariants {
  /** Period of the fast average, 2 to 100,000. @default 12 */
  readonly fast?: number;
  /** Kind of the fast average. @default 'sma' */
  readonly fastType?: MovingAverageType;
  /** Period of the slow average, 2 to 100,000. @default 26 */
  readonly slow?: number;
  /** Kind of the slow average. @default 'sma' */
  readonly slowType?: MovingAverageType;
  /** Period of the signal line, 1 to 100,000. @default 9 */
  readonly signal?: number;
  /** Kind of the signal line. @default 'sma' */
  readonly signalType?: MovingAverageType;
}

/** Options of {@link macdext}. */
export interface MacdextOptions extends MacdextVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'macd' | 'signal' | 'histogram'> | undefined;
}

/** One reading of {@link Macdext}. */
export interface MacdextValue {
  readonly macd: number;
  readonly signal: number;
  readonly histogram: number;
}

const parameters = {
  fast: { type: 'int', min: 2, max: longestPeriod, default: 12 },
  fastType: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
  slow: { type: 'int', min: 2, max: longestPeriod, default: 26 },
  slowType: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
  signal: { type: 'int', min: 1, max: longestPeriod, default: 9 },
  signalType: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
} as const;
const outputs = ['macd', 'signal', 'histogram'] as const;

/**
 * A fast less a slow moving average, and an average of that as signal line, each of a kind of its own.
 *
 * `macd = ma(x, fast) - ma(x, slow); signal = ma(macd, signal); histogram = macd - signal`
 *
 * Columns of the length of `x`; NaN while the averages warm up, which start at one bar. A fast period above the slow one
 * trades places with it. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `fast` (`@default 12`), `fastType` (`@default 'sma'`), `slow` (`@default 26`), `slowType` (`@default
 * 'sma'`), `signal` (`@default 9`), `signalType` (`@default 'sma'`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MACDEXT; Gerald Appel.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { macdext } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { macd, signal, histogram } = macdext(bars.close, { signalType: 'ema' });
 * ```
 */
export function macdext(x: NumberColumn, options: MacdextOptions = {}): OutputColumns<'macd' | 'signal' | 'histogram'> {
  checkKeys('options', options, ['fast', 'fastType', 'slow', 'slowType', 'signal', 'signalType', 'out']);
  const { out: given, ...variants } = options;
  const live = new Macdext(variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.macd[i] = value.macd;
      out.signal[i] = value.signal;
      out.histogram[i] = value.histogram;
    }
  });
}

const cold: MacdextValue = Object.freeze({ macd: Number.NaN, signal: Number.NaN, histogram: Number.NaN });

/**
 * {@link macdext} bar by bar.
 *
 * @example
 * ```ts
 * import { Macdext } from 'barwright/indicators';
 * const live = new Macdext();
 * live.next(100);
 * ```
 */
export class Macdext extends SeriesIndicator<MacdextValue> {
  static override readonly indicator: string = 'macdext';
  declare readonly parameters: {
    readonly fast: number;
    readonly fastType: MovingAverageType;
    readonly slow: number;
    readonly slowType: MovingAverageType;
    readonly signal: number;
    readonly signalType: MovingAverageType;
  };
  protected readonly fast: LateAverage;
  protected readonly slow: LateAverage;
  protected readonly signal: Average;
  readonly #sign: number;

  constructor(options: MacdextVariants = {}) {
    super(completeValues('macdext', parameters, options));
    const { fast, fastType, slow, slowType, signal, signalType } = this.parameters;
    const [first, second] = [movingAverageLookback(fastType, fast), movingAverageLookback(slowType, slow)];
    const lookback = Math.max(first, second);
    this.fast = new LateAverage(movingAverageStep(fastType, fast), lookback - first);
    this.slow = new LateAverage(movingAverageStep(slowType, slow), lookback - second);
    this.signal = movingAverageStep(signalType, signal);
    this.#sign = slow < fast ? -1 : 1;
  }

  protected take(x: number): MacdextValue {
    const fast = this.fast.next(x);
    const slow = this.slow.next(x);
    if (Number.isNaN(fast + slow)) return cold;
    const macd = this.#sign * (fast - slow);
    const signal = this.signal.next(macd);
    return Number.isNaN(signal) ? cold : { macd, signal, histogram: macd - signal };
  }

  protected override get cold(): MacdextValue {
    return cold;
  }
}

/** Catalog entry of {@link macdext}. */
export const macdextEntry: IndicatorEntry = defineEntry({
  name: 'macdext',
  title: 'MACD with a choice of averages',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'A fast less a slow moving average, and an average of that as signal line, each of a kind of its own.',
  formula: 'macd = ma(x, fast) - ma(x, slow); signal = ma(macd, signal); histogram = macd - signal',
  source: 'TA-Lib MACDEXT; Appel',
  laws: { price: 1 },
  lookback: ({ fast, fastType, slow, slowType, signal, signalType }) =>
    Math.max(movingAverageLookback(fastType, fast), movingAverageLookback(slowType, slow)) + movingAverageLookback(signalType, signal),
  batch: macdext,
  stream: Macdext,
});
