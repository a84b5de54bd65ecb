import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import {
  type Average,
  type MovingAverageType,
  movingAverageLookback,
  movingAverageStep,
  movingAverageTypes,
} from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link ppo}. */
export interface PpoVariants {
  /** Period of the fast average, 2 to 100,000. @default 12 */
  readonly fast?: number;
  /** Period of the slow average, 2 to 100,000. @default 26 */
  readonly slow?: number;
  /** Kind of the averages. @default 'sma' */
  readonly type?: MovingAverageType;
}

/** Options of {@link ppo}. */
export interface PpoOptions extends PpoVariants, OutOption {}

const parameters = {
  fast: { type: 'int', min: 2, max: longestPeriod, default: 12 },
  slow: { type: 'int', min: 2, max: longestPeriod, default: 26 },
  type: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
} as const;

/**
 * A fast less a slow moving average, as a percentage of the slow one.
 *
 * `100 * (ma(x, fast) - ma(x, slow)) / ma(x, slow)`
 *
 * Length of `x`; NaN for as many values as the slow average warms up. A fast period above the slow one
 * trades places with it. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `fast` (`@default 12`), `slow` (`@default 26`), `type` (`@default 'sma'`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib PPO; Gerald Appel.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ppo } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ppo(bars.close);
 * ```
 */
export function ppo(x: NumberColumn, options: PpoOptions = {}): Float64Array {
  checkKeys('options', options, ['fast', 'slow', 'type', 'out']);
  const { out: given, ...variants } = options;
  const live = new Ppo(variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link ppo} bar by bar.
 *
 * @example
 * ```ts
 * import { Ppo } from 'barwright/indicators';
 * const live = new Ppo();
 * live.next(100);
 * ```
 */
export class Ppo extends SeriesIndicator {
  static override readonly indicator: string = 'ppo';
  declare readonly parameters: { readonly fast: number; readonly slow: number; readonly type: MovingAverageType };
  protected readonly fast: Average;
  protected readonly slow: Average;

  constructor(options: PpoVariants = {}) {
    super(completeValues('ppo', parameters, options));
    const { fast, slow, type } = this.parameters;
    this.fast = movingAverageStep(type, Math.min(fast, slow));
    this.slow = movingAverageStep(type, Math.max(fast, slow));
  }

  protected take(x: number): number {
    const fast = this.fast.next(x);
    const slow = this.slow.next(x);
    return Number.isNaN(fast + slow) ? Number.NaN : slow === 0 ? 0 : ((fast - slow) / slow) * 100;
  }
}

/** Catalog entry of {@link ppo}. */
export const ppoEntry: IndicatorEntry = defineEntry({
  name: 'ppo',
  title: 'Percentage price oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['ppo'],
  parameters,
  definition: 'A fast less a slow moving average, as a percentage of the slow one.',
  formula: '100 * (ma(x, fast) - ma(x, slow)) / ma(x, slow)',
  source: 'TA-Lib PPO; Appel',
  laws: { price: 0 },
  lookback: ({ fast, slow, type }) => movingAverageLookback(type, Math.max(fast, slow)),
  batch: ppo,
  stream: Ppo,
});
