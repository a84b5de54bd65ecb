import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { seededExponentialInto } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { StepIndicator } from '../streaming.ts';

/** What an exponential average starts from: the mean of the first `period` values, or the first value. */
export type EmaSeed = 'sma' | 'first';

/** Options of {@link ema}. */
export interface EmaOptions extends OutOption {
  /**
   * `'sma'` starts from the mean of the first `period` values (TA-Lib, Stock.Indicators, TradingView), `'first'` from the
   * first value and gives a value at once (pandas with `adjust=False`, nautilus).
   * @default 'sma'
   */
  readonly seed?: EmaSeed;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 30 },
  seed: { type: 'choice', choices: ['sma', 'first'], default: 'sma' },
} as const;

const warmupOf = (period: number, seed: EmaSeed): number => (seed === 'first' ? 1 : period);

/**
 * Exponential moving average with the weight `2 / (period + 1)` for the newest value.
 *
 * `ema[i] = ema[i - 1] + (x[i] - ema[i - 1]) * 2 / (period + 1)`
 *
 * Length of `x`; NaN for the first `period - 1` values (none with `seed: 'first'`). A value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param x a column.
 * @param period 1 to 100,000. `@default 30`
 * @param options `seed`: what it starts from; `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range or `out` does not fit.
 * Source: TA-Lib EMA.
 *
 * @example
 * ```ts
 * import { ema, syntheticBars } from 'barwright';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const average = ema(bars.close, 20);
 * const asPandas = ema(bars.close, 20, { seed: 'first' });
 * ```
 */
export function ema(x: NumberColumn, period: number = parameters.period.default, options: EmaOptions = {}): Float64Array {
  checkKeys('options', options, ['out', 'seed']);
  const values = completeValues('ema', parameters, { period, seed: options.seed });
  const series = toFloat64('x', x);
  const alpha = 2 / (period + 1);
  const warmup = warmupOf(period, values.seed);
  return computeColumn('ema', [series], values, options.out, (out, start, end) =>
    seededExponentialInto(out, series, start, end, alpha, warmup),
  );
}

/**
 * {@link ema} bar by bar.
 *
 * @example
 * ```ts
 * import { Ema } from 'barwright/indicators';
 * const average = new Ema(3, { seed: 'first' });
 * average.next(1); // 1
 * average.next(2); // 1.5
 * ```
 */
export class Ema extends StepIndicator {
  static override readonly indicator: string = 'ema';
  declare readonly parameters: { readonly period: number; readonly seed: EmaSeed };
  protected readonly step: ExponentialStep;

  constructor(period: number = parameters.period.default, options: { readonly seed?: EmaSeed } = {}) {
    checkKeys('options', options, ['seed']);
    super(completeValues('ema', parameters, { period, seed: options.seed }));
    this.step = new ExponentialStep(2 / (period + 1), warmupOf(period, this.parameters.seed));
  }
}

/** Catalog entry of {@link ema}. */
export const emaEntry: IndicatorEntry = defineEntry({
  name: 'ema',
  title: 'Exponential moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['ema'],
  parameters,
  definition: 'Average in which the newest value weighs 2 / (period + 1) and older ones ever less.',
  formula: 'ema[i - 1] + (x[i] - ema[i - 1]) * 2 / (period + 1)',
  source: 'TA-Lib EMA',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period, seed }) => warmupOf(period, seed) - 1,
  batch: ema,
  stream: Ema,
});
