import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { FlowStep } from '../steps/flow.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 28 },
} as const;

/**
 * Range of the last values as a share of the way between them: high in a trend; 0 where nothing moved.
 *
 * `(max(x) - min(x)) / sum(|changes|)`
 *
 * Length of `x`; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 28`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Adam White, Futures Magazine (1991).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { vhf } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = vhf(bars.close, 28);
 * ```
 */
export function vhf(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Vhf(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link vhf} bar by bar.
 *
 * @example
 * ```ts
 * import { Vhf } from 'barwright/indicators';
 * const live = new Vhf();
 * live.next(100);
 * ```
 */
export class Vhf extends SeriesIndicator {
  static override readonly indicator: string = 'vhf';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected readonly way: FlowStep;
  protected seen: boolean = false;
  protected previous: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('vhf', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
    this.way = new FlowStep(period);
    this.#period = period;
  }

  protected take(x: number): number {
    const range = this.highest.next(x) - this.lowest.next(x);
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    if (!seen) return Number.NaN;
    const way = this.way.next(Math.abs(x - previous)) * this.#period;
    return Number.isNaN(way) ? way : way > 0 ? range / way : 0;
  }
}

/** Catalog entry of {@link vhf}. */
export const vhfEntry: IndicatorEntry = defineEntry({
  name: 'vhf',
  title: 'Vertical horizontal filter',
  group: 'volatility',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['vhf'],
  parameters,
  definition: 'Range of the last values as a share of the way between them: high in a trend; 0 where nothing moved.',
  formula: '(max(x) - min(x)) / sum(|changes|)',
  source: 'White 1991',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period,
  batch: vhf,
  stream: Vhf,
});
