import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;

/**
 * Rises less falls as a share of both, smoothed by Wilder, in percent.
 *
 * `100 * (wilder(rises) - wilder(falls)) / (wilder(rises) + wilder(falls))`
 *
 * Length of `x`, -100 to 100; NaN for the first `period` values. 0 where nothing has moved. A value that is not finite gives
 * NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period period of the smoothing, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib CMO, which smooths as Wilder does; Tushar Chande, The New Technical Trader (1994), sums.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { cmo } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = cmo(bars.close, 14);
 * ```
 */
export function cmo(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Cmo(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link cmo} bar by bar.
 *
 * @example
 * ```ts
 * import { Cmo } from 'barwright/indicators';
 * const live = new Cmo();
 * live.next(100);
 * ```
 */
export class Cmo extends SeriesIndicator {
  static override readonly indicator: string = 'cmo';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected readonly changes: ExponentialStep;
  protected readonly sizes: ExponentialStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('cmo', parameters, { period }));
    this.changes = new ExponentialStep(1 / period, period);
    this.sizes = new ExponentialStep(1 / period, period);
  }

  protected take(x: number): number {
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    if (!seen) return Number.NaN;
    const d = x - previous;
    const change = this.changes.next(d);
    const size = this.sizes.next(Math.abs(d));
    return Number.isNaN(size) ? size : size === 0 ? 0 : (change / size) * 100;
  }
}

/** Catalog entry of {@link cmo}. */
export const cmoEntry: IndicatorEntry = defineEntry({
  name: 'cmo',
  title: 'Chande momentum oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['cmo'],
  parameters,
  definition: 'Rises less falls as a share of both, smoothed by Wilder, in percent.',
  formula: '100 * (wilder(rises) - wilder(falls)) / (wilder(rises) + wilder(falls))',
  source: 'TA-Lib CMO; Chande 1994',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period,
  batch: cmo,
  stream: Cmo,
});
