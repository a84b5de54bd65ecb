import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;

/**
 * An exponential average whose speed is the size of the Chande momentum of the last changes.
 *
 * `vidya[i - 1] + |cmo| * 2 / (period + 1) * (x[i] - vidya[i - 1]) with cmo = sum(changes) / sum(|changes|)`
 *
 * Length of `x`; NaN for the first `period` values. It starts from the value before its first. A value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period period of the average and of the Chande momentum, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Tushar Chande, Technical Analysis of Stocks and Commodities (1992, 1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { vidya } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = vidya(bars.close, 14);
 * ```
 */
export function vidya(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Vidya(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link vidya} bar by bar.
 *
 * @example
 * ```ts
 * import { Vidya } from 'barwright/indicators';
 * const live = new Vidya();
 * live.next(100);
 * ```
 */
export class Vidya extends SeriesIndicator {
  static override readonly indicator: string = 'vidya';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected level: number = 0;
  protected warm: boolean = false;
  protected readonly changes: FlowStep;
  protected readonly sizes: FlowStep;
  readonly #alpha: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('vidya', parameters, { period }));
    this.changes = new FlowStep(period);
    this.sizes = new FlowStep(period);
    this.#alpha = 2 / (period + 1);
  }

  protected take(x: number): number {
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    if (!seen) return Number.NaN;
    const change = this.changes.next(x - previous);
    const size = this.sizes.next(Math.abs(x - previous));
    if (Number.isNaN(size)) return size;
    const level = this.warm ? this.level : previous;
    this.warm = true;
    const speed = size > 0 ? Math.min(1, Math.abs(change) / size) : 0;
    this.level = level + this.#alpha * speed * (x - level);
    return this.level;
  }
}

/** Catalog entry of {@link vidya}. */
export const vidyaEntry: IndicatorEntry = defineEntry({
  name: 'vidya',
  title: 'Variable index dynamic average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['vidya'],
  parameters,
  definition: 'An exponential average whose speed is the size of the Chande momentum of the last changes.',
  formula: 'vidya[i - 1] + |cmo| * 2 / (period + 1) * (x[i] - vidya[i - 1]) with cmo = sum(changes) / sum(|changes|)',
  source: 'Chande 1992',
  laws: { price: 1 },
  lookback: ({ period }) => period,
  batch: vidya,
  stream: Vidya,
});
