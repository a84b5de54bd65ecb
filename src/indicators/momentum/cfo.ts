import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { RegressionStep } from '../steps/regression.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;

/**
 * Distance of the value from the end of the straight line through the window, as a percentage of the value; 0 where that is
 * 0.
 *
 * `100 * (x - linearreg(x, period)) / x`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Tushar Chande and Stanley Kroll, The New Technical Trader (1994).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { cfo } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = cfo(bars.close, 14);
 * ```
 */
export function cfo(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Cfo(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link cfo} bar by bar.
 *
 * @example
 * ```ts
 * import { Cfo } from 'barwright/indicators';
 * const live = new Cfo();
 * live.next(100);
 * ```
 */
export class Cfo extends SeriesIndicator {
  static override readonly indicator: string = 'cfo';
  declare readonly parameters: { readonly period: number };
  protected readonly regression: RegressionStep;
  readonly #last: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('cfo', parameters, { period }));
    this.regression = new RegressionStep(period);
    this.#last = period - 1;
  }

  protected take(x: number): number {
    if (!this.regression.push(x)) return Number.NaN;
    return x === 0 ? 0 : ((x - this.regression.at(this.#last)) / x) * 100;
  }
}

/** Catalog entry of {@link cfo}. */
export const cfoEntry: IndicatorEntry = defineEntry({
  name: 'cfo',
  title: 'Chande forecast oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['cfo'],
  parameters,
  definition:
    'Distance of the value from the end of the straight line through the window, as a percentage of the value; 0 where that is 0.',
  formula: '100 * (x - linearreg(x, period)) / x',
  source: 'Chande and Kroll 1994',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: cfo,
  stream: Cfo,
});
