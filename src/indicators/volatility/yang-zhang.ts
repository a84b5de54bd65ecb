import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link yang_zhang}. */
export interface YangZhangVariants {
  /** Bars in a year, by whose root the figure is scaled; 1 leaves it per bar, 1e-06 to 1000000000.0. @default 365 */
  readonly periodsPerYear?: number;
}

/** Options of {@link yang_zhang}. */
export interface YangZhangOptions extends YangZhangVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
  periodsPerYear: { type: 'float', min: 1e-6, max: 1000000000.0, default: 365 },
} as const;
const inputs = ['open', 'high', 'low', 'close'] as const;

/**
 * Volatility from gaps, bodies and ranges that neither drift nor gaps bias, for a year.
 *
 * `sqrt((var(gap) + k * var(body) + (1 - k) * rogersSatchell) * periodsPerYear) with k = 0.34 / (1.34 + (period + 1) /
 * (period - 1))`
 *
 * Length of the bars, as a fraction; NaN for the first `period` bars. Prices must be above 0. A bar with a value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param bars `open`, `high`, `low` and `close`, such as `Bars`.
 * @param period values in the window, 2 to 100,000. `@default 20`
 * @param options `periodsPerYear` (`@default 365`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Dennis Yang and Qiang Zhang, Journal of Business (2000).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { yang_zhang } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = yang_zhang(bars, 20);
 * ```
 */
export function yang_zhang(
  bars: ColumnsOf<'open' | 'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: YangZhangOptions = {},
): Float64Array {
  checkKeys('options', options, ['periodsPerYear', 'out']);
  const { out: given, ...variants } = options;
  const live = new YangZhang(period, variants);
  const { open, high, low, close } = inputColumns('yang_zhang', bars, inputs);
  return fillColumn(live, [open, high, low, close], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(open[i], high[i], low[i], close[i]);
  });
}

/**
 * {@link yang_zhang} bar by bar.
 *
 * @example
 * ```ts
 * import { YangZhang } from 'barwright/indicators';
 * const live = new YangZhang();
 * live.next({ open: 2, high: 3, low: 1, close: 2 });
 * ```
 */
export class YangZhang extends StreamingIndicator<BarOf<'open' | 'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'yang_zhang';
  declare readonly parameters: { readonly period: number; readonly periodsPerYear: number };
  protected readonly gaps: DeviationStep;
  protected readonly bodies: DeviationStep;
  protected readonly ranges: FlowStep;
  protected previous: number = Number.NaN;
  readonly #share: number;

  constructor(period: number = parameters.period.default, options: YangZhangVariants = {}) {
    super(completeValues('yang_zhang', parameters, { ...options, period }));
    this.gaps = new DeviationStep(period, period - 1, 1);
    this.bodies = new DeviationStep(period, period - 1, 1);
    this.ranges = new FlowStep(period);
    this.#share = 0.34 / (1.34 + (period + 1) / (period - 1));
  }

  next({ open, high, low, close }: BarOf<'open' | 'high' | 'low' | 'close'>): number {
    return this.take(open, high, low, close);
  }

  /** {@link next} by numbers. */
  take(open: number, high: number, low: number, close: number): number {
    if (!Number.isFinite(open + high + low + close)) return this.hole();
    const { previous } = this;
    this.previous = close;
    if (Number.isNaN(previous)) return previous;
    const gap = this.gaps.next(Math.log(open / previous));
    const body = this.bodies.next(Math.log(close / open));
    const range = this.ranges.next(Math.log(high / close) * Math.log(high / open) + Math.log(low / close) * Math.log(low / open));
    const variance = gap * gap + this.#share * body * body + (1 - this.#share) * Math.max(0, range);
    return Math.sqrt(variance * this.parameters.periodsPerYear);
  }
}

/** Catalog entry of {@link yang_zhang}. */
export const yangZhangEntry: IndicatorEntry = defineEntry({
  name: 'yang_zhang',
  title: 'Yang-Zhang volatility',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['yang_zhang'],
  parameters,
  definition: 'Volatility from gaps, bodies and ranges that neither drift nor gaps bias, for a year.',
  formula:
    'sqrt((var(gap) + k * var(body) + (1 - k) * rogersSatchell) * periodsPerYear) with k = 0.34 / (1.34 + (period + 1) / (period - 1))',
  source: 'Yang and Zhang 2000',
  lookback: ({ period }) => period,
  batch: yang_zhang,
  stream: YangZhang,
});
