import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { SessionRange } from '../steps/session.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link pivots_fibonacci}. */
export interface PivotsFibonacciVariants {
  /** Session whose range is taken, in UTC. @default 'day' */
  readonly session?: 'day' | 'week' | 'month';
}

/** Options of {@link pivots_fibonacci}. */
export interface PivotsFibonacciOptions extends PivotsFibonacciVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3'> | undefined;
}

/** One reading of {@link PivotsFibonacci}. */
export interface PivotsFibonacciValue {
  readonly pivot: number;
  readonly r1: number;
  readonly r2: number;
  readonly r3: number;
  readonly s1: number;
  readonly s2: number;
  readonly s3: number;
}

const parameters = {
  session: { type: 'choice', choices: ['day', 'week', 'month'], default: 'day' },
} as const;
const inputs = ['time', 'high', 'low', 'close'] as const;
const outputs = ['pivot', 'r1', 'r2', 'r3', 's1', 's2', 's3'] as const;

/**
 * Fibonacci pivot points of the session before: a pivot with three levels above and below.
 *
 * `pivot = (h + l + c) / 3; r, s = p + and - 0.382, 0.618 and 1 times (h - l)`
 *
 * Columns of the length of the bars, in units of price; NaN until a session has ended. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `time`, `high`, `low` and `close`, such as `Bars`.
 * @param options `session` (`@default 'day'`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TradingView, Pivot Points Standard.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { pivots_fibonacci } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { pivot, r1, r2, r3, s1, s2, s3 } = pivots_fibonacci(bars, { session: 'day' });
 * ```
 */
export function pivots_fibonacci(
  bars: ColumnsOf<'time' | 'high' | 'low' | 'close'>,
  options: PivotsFibonacciOptions = {},
): OutputColumns<'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3'> {
  checkKeys('options', options, ['session', 'out']);
  const { out: given, ...variants } = options;
  const live = new PivotsFibonacci(variants);
  const { time, high, low, close } = inputColumns('pivots_fibonacci', bars, inputs);
  return fillColumns(live, [time, high, low, close], outputs, given, (out) => {
    for (let i = 0; i < time.length; i++) {
      const value = live.take(time[i], high[i], low[i], close[i]);
      out.pivot[i] = value.pivot;
      out.r1[i] = value.r1;
      out.r2[i] = value.r2;
      out.r3[i] = value.r3;
      out.s1[i] = value.s1;
      out.s2[i] = value.s2;
      out.s3[i] = value.s3;
    }
  });
}

const cold: PivotsFibonacciValue = Object.freeze({
  pivot: Number.NaN,
  r1: Number.NaN,
  r2: Number.NaN,
  r3: Number.NaN,
  s1: Number.NaN,
  s2: Number.NaN,
  s3: Number.NaN,
});

/**
 * {@link pivots_fibonacci} bar by bar.
 *
 * @example
 * ```ts
 * import { PivotsFibonacci } from 'barwright/indicators';
 * const live = new PivotsFibonacci();
 * live.next({ time: 1700000000000, high: 3, low: 1, close: 2 });
 * ```
 */
export class PivotsFibonacci extends StreamingIndicator<BarOf<'time' | 'high' | 'low' | 'close'>, PivotsFibonacciValue> {
  static override readonly indicator: string = 'pivots_fibonacci';
  declare readonly parameters: { readonly session: 'day' | 'week' | 'month' };
  protected readonly range: SessionRange;

  constructor(options: PivotsFibonacciVariants = {}) {
    super(completeValues('pivots_fibonacci', parameters, options));
    this.range = new SessionRange(this.parameters.session);
  }

  next({ time, high, low, close }: BarOf<'time' | 'high' | 'low' | 'close'>): PivotsFibonacciValue {
    return this.take(time, high, low, close);
  }

  /** {@link next} by numbers. */
  take(time: number, high: number, low: number, close: number): PivotsFibonacciValue {
    if (!Number.isFinite(time + high + low + close)) return this.hole();
    const { range: sessions } = this;
    if (!sessions.push(time, high, low, close)) return cold;
    const { high: h, low: l, close: c } = sessions.before;
    const pivot = (h + l + c) / 3;
    const range = h - l;
    return {
      pivot,
      r1: pivot + 0.382 * range,
      r2: pivot + 0.618 * range,
      r3: pivot + range,
      s1: pivot - 0.382 * range,
      s2: pivot - 0.618 * range,
      s3: pivot - range,
    };
  }

  protected override get cold(): PivotsFibonacciValue {
    return cold;
  }
}

/** Catalog entry of {@link pivots_fibonacci}. */
export const pivotsFibonacciEntry: IndicatorEntry = defineEntry({
  name: 'pivots_fibonacci',
  title: 'Fibonacci pivot points',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Fibonacci pivot points of the session before: a pivot with three levels above and below.',
  formula: 'pivot = (h + l + c) / 3; r, s = p + and - 0.382, 0.618 and 1 times (h - l)',
  source: 'TradingView, Pivot Points Standard',
  sparse: true,
  laws: { price: 1 },
  lookback: () => 1,
  batch: pivots_fibonacci,
  stream: PivotsFibonacci,
});
