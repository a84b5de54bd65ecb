import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 12 },
} as const;

/**
 * Rises as a percentage of the last changes.
 *
 * `100 * rises / period`
 *
 * Length of `x`, 0 to 100; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period changes in the window, 1 to 100,000. `@default 12`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Japanese practice; pandas-ta psl.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { psychological_line } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = psychological_line(bars.close, 12);
 * ```
 */
export function psychological_line(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new PsychologicalLine(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link psychological_line} bar by bar.
 *
 * @example
 * ```ts
 * import { PsychologicalLine } from 'barwright/indicators';
 * const live = new PsychologicalLine();
 * live.next(100);
 * ```
 */
export class PsychologicalLine extends SeriesIndicator {
  static override readonly indicator: string = 'psychological_line';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected readonly rises: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('psychological_line', parameters, { period }));
    this.rises = new FlowStep(period);
  }

  protected take(x: number): number {
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    return seen ? 100 * this.rises.next(x > previous ? 1 : 0) : Number.NaN;
  }
}

/** Catalog entry of {@link psychological_line}. */
export const psychologicalLineEntry: IndicatorEntry = defineEntry({
  name: 'psychological_line',
  title: 'Psychological line',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['psychological_line'],
  parameters,
  definition: 'Rises as a percentage of the last changes.',
  formula: '100 * rises / period',
  source: 'pandas-ta psl',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: psychological_line,
  stream: PsychologicalLine,
});
