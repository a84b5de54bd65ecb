import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link rvgi}. */
export interface RvgiOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'rvgi' | 'signal'> | undefined;
}

/** One reading of {@link Rvgi}. */
export interface RvgiValue {
  readonly rvgi: number;
  readonly signal: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 10 },
} as const;
const inputs = ['open', 'high', 'low', 'close'] as const;
const outputs = ['rvgi', 'signal'] as const;

/** A mean of four values with weights 1, 2, 2 and 1. */
class Symmetric {
  bars: number = 0;
  x1: number = 0;
  x2: number = 0;
  x3: number = 0;

  next(x: number): number {
    const { bars, x1, x2, x3 } = this;
    this.bars = Math.min(bars + 1, 3);
    this.x1 = x;
    this.x2 = x1;
    this.x3 = x2;
    return bars < 3 ? Number.NaN : (x + 2 * x1 + 2 * x2 + x3) / 6;
  }
}

/**
 * Sum of the bodies over the sum of the ranges, both weighted over four bars, with a signal line; 0 without a range.
 *
 * `rvgi = sum(swma(close - open), period) / sum(swma(high - low), period); signal = swma(rvgi); swma = (x + 2 x[1] + 2 x[2] +
 * x[3]) / 6`
 *
 * Columns of the length of the bars; NaN for the first `period + 5` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `open`, `high`, `low` and `close`, such as `Bars`.
 * @param period bars in the sums, 1 to 100,000. `@default 10`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: John Ehlers, Relative Vigor Index, Stocks & Commodities 20:1 (2002).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { rvgi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { signal } = rvgi(bars, 10);
 * ```
 */
export function rvgi(
  bars: ColumnsOf<'open' | 'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: RvgiOptions = {},
): OutputColumns<'rvgi' | 'signal'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new Rvgi(period);
  const { open, high, low, close } = inputColumns('rvgi', bars, inputs);
  return fillColumns(live, [open, high, low, close], outputs, given, (out) => {
    for (let i = 0; i < open.length; i++) {
      const value = live.take(open[i], high[i], low[i], close[i]);
      out.rvgi[i] = value.rvgi;
      out.signal[i] = value.signal;
    }
  });
}

const cold: RvgiValue = Object.freeze({ rvgi: Number.NaN, signal: Number.NaN });

/**
 * {@link rvgi} bar by bar.
 *
 * @example
 * ```ts
 * import { Rvgi } from 'barwright/indicators';
 * const live = new Rvgi();
 * live.next({ open: 2, high: 3, low: 1, close: 2 });
 * ```
 */
export class Rvgi extends StreamingIndicator<BarOf<'open' | 'high' | 'low' | 'close'>, RvgiValue> {
  static override readonly indicator: string = 'rvgi';
  declare readonly parameters: { readonly period: number };
  protected readonly body: Symmetric = new Symmetric();
  protected readonly range: Symmetric = new Symmetric();
  protected readonly bodies: MeanStep;
  protected readonly ranges: FlowStep;
  protected readonly signal: Symmetric = new Symmetric();

  constructor(period: number = parameters.period.default) {
    super(completeValues('rvgi', parameters, { period }));
    this.bodies = new MeanStep(period);
    this.ranges = new FlowStep(period);
  }

  next({ open, high, low, close }: BarOf<'open' | 'high' | 'low' | 'close'>): RvgiValue {
    return this.take(open, high, low, close);
  }

  /** {@link next} by numbers. */
  take(open: number, high: number, low: number, close: number): RvgiValue {
    if (!Number.isFinite(open + high + low + close)) return this.hole();
    const body = this.body.next(close - open);
    const range = this.range.next(high - low);
    if (Number.isNaN(range)) return cold;
    const bodies = this.bodies.next(body);
    const ranges = this.ranges.next(range);
    if (Number.isNaN(ranges)) return cold;
    const rvgi = ranges === 0 ? 0 : bodies / ranges;
    const signal = this.signal.next(rvgi);
    return Number.isNaN(signal) ? cold : { rvgi, signal };
  }

  protected override get cold(): RvgiValue {
    return cold;
  }
}

/** Catalog entry of {@link rvgi}. */
export const rvgiEntry: IndicatorEntry = defineEntry({
  name: 'rvgi',
  title: 'Relative vigor index',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Sum of the bodies over the sum of the ranges, both weighted over four bars, with a signal line; 0 without a range.',
  formula:
    'rvgi = sum(swma(close - open), period) / sum(swma(high - low), period); signal = swma(rvgi); swma = (x + 2 x[1] + 2 x[2] + x[3]) / 6',
  source: 'Ehlers 2002',
  laws: { price: 0 },
  lookback: ({ period }) => period + 5,
  batch: rvgi,
  stream: Rvgi,
});
