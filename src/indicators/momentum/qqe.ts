import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { SeriesIndicator } from '../streaming.ts';
import { Rsi } from './rsi.ts';

/** Variants of {@link qqe}. */
export interface QqeVariants {
  /** Period of its exponential average, 1 to 100,000. @default 5 */
  readonly smoothing?: number;
  /** Mean changes from the average to its stop, 0 to 1,000. @default 4.236 */
  readonly factor?: number;
}

/** Options of {@link qqe}. */
export interface QqeOptions extends QqeVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'qqe' | 'line'> | undefined;
}

/** One reading of {@link Qqe}. */
export interface QqeValue {
  readonly qqe: number;
  readonly line: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
  smoothing: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  factor: { type: 'float', min: 0, max: 1000, default: 4.236 },
} as const;
const outputs = ['qqe', 'line'] as const;

/**
 * A smoothed relative strength index with a trailing stop of its own mean change.
 *
 * `qqe = ema(rsi(x, period), smoothing); width = factor * ema(ema(abs(change of qqe), 2 * period - 1), 2 * period - 1); line
 * trails qqe by width`
 *
 * Columns of the length of `x`; NaN for the first `5 * period + smoothing - 4` values. A value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param x a column.
 * @param period period of the strength index, 1 to 100,000. `@default 14`
 * @param options `smoothing` (`@default 5`), `factor` (`@default 4.236`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Igor Livshin (2003); Glaz, QQE, TradingView (2014).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { qqe } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { line } = qqe(bars.close, 14);
 * ```
 */
export function qqe(x: NumberColumn, period: number = parameters.period.default, options: QqeOptions = {}): OutputColumns<'qqe' | 'line'> {
  checkKeys('options', options, ['smoothing', 'factor', 'out']);
  const { out: given, ...variants } = options;
  const live = new Qqe(period, variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.qqe[i] = value.qqe;
      out.line[i] = value.line;
    }
  });
}

const cold: QqeValue = Object.freeze({ qqe: Number.NaN, line: Number.NaN });

/**
 * {@link qqe} bar by bar.
 *
 * @example
 * ```ts
 * import { Qqe } from 'barwright/indicators';
 * const live = new Qqe();
 * live.next(100);
 * ```
 */
export class Qqe extends SeriesIndicator<QqeValue> {
  static override readonly indicator: string = 'qqe';
  declare readonly parameters: { readonly period: number; readonly smoothing: number; readonly factor: number };
  protected readonly strength: Rsi;
  protected readonly average: ExponentialStep;
  protected readonly change: ExponentialStep;
  protected readonly width: ExponentialStep;
  protected seen: boolean = false;
  protected previous: number = 0;
  protected direction: number = 1;
  protected long: number = Number.NEGATIVE_INFINITY;
  protected short: number = Number.POSITIVE_INFINITY;

  constructor(period: number = parameters.period.default, options: QqeVariants = {}) {
    super(completeValues('qqe', parameters, { ...options, period }));
    const { smoothing } = this.parameters;
    this.strength = new Rsi(period);
    this.average = new ExponentialStep(2 / (smoothing + 1), smoothing);
    this.change = new ExponentialStep(1 / period, 2 * period - 1);
    this.width = new ExponentialStep(1 / period, 2 * period - 1);
  }

  protected take(x: number): QqeValue {
    const strength = this.strength.next(x);
    const qqe = Number.isNaN(strength) ? strength : this.average.next(strength);
    if (Number.isNaN(qqe)) return cold;
    const { seen, previous } = this;
    this.seen = true;
    this.previous = qqe;
    if (!seen) return cold;
    const change = this.change.next(Math.abs(qqe - previous));
    const mean = Number.isNaN(change) ? change : this.width.next(change);
    if (Number.isNaN(mean)) return cold;
    const width = this.parameters.factor * mean;
    const { long, short } = this;
    this.long = previous > long && qqe > long ? Math.max(long, qqe - width) : qqe - width;
    this.short = previous < short && qqe < short ? Math.min(short, qqe + width) : qqe + width;
    if (qqe > short) this.direction = 1;
    else if (qqe < long) this.direction = -1;
    return { qqe, line: this.direction > 0 ? this.long : this.short };
  }

  protected override get cold(): QqeValue {
    return cold;
  }
}

/** Catalog entry of {@link qqe}. */
export const qqeEntry: IndicatorEntry = defineEntry({
  name: 'qqe',
  title: 'Quantitative qualitative estimation',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'A smoothed relative strength index with a trailing stop of its own mean change.',
  formula:
    'qqe = ema(rsi(x, period), smoothing); width = factor * ema(ema(abs(change of qqe), 2 * period - 1), 2 * period - 1); line trails qqe by width',
  source: 'Livshin 2003; TradingView',
  laws: { price: 0 },
  lookback: ({ period, smoothing }) => 5 * period + smoothing - 4,
  batch: qqe,
  stream: Qqe,
});
