import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { SessionRange } from '../steps/session.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link pivots_demark}. */
export interface PivotsDemarkVariants {
  /** Session whose range is taken, in UTC. @default 'day' */
  readonly session?: 'day' | 'week' | 'month';
}

/** Options of {@link pivots_demark}. */
export interface PivotsDemarkOptions extends PivotsDemarkVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'pivot' | 'r1' | 's1'> | undefined;
}

/** One reading of {@link PivotsDemark}. */
export interface PivotsDemarkValue {
  readonly pivot: number;
  readonly r1: number;
  readonly s1: number;
}

const parameters = {
  session: { type: 'choice', choices: ['day', 'week', 'month'], default: 'day' },
} as const;
const inputs = ['time', 'open', 'high', 'low', 'close'] as const;
const outputs = ['pivot', 'r1', 's1'] as const;

/**
 * DeMark pivot points of the session before: one level above and below, moved by the way that it closed.
 *
 * `x = h + 2 l + c where c < o, 2 h + l + c where c > o, otherwise h + l + 2 c; pivot = x / 4; r1, s1 = x / 2 - l, x / 2 - h`
 *
 * Columns of the length of the bars, in units of price; NaN until a session has ended. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `time`, `open`, `high`, `low` and `close`, such as `Bars`.
 * @param options `session` (`@default 'day'`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Thomas DeMark, The New Science of Technical Analysis (1994); TradingView, Pivot Points.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { pivots_demark } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { pivot, r1, s1 } = pivots_demark(bars, { session: 'day' });
 * ```
 */
export function pivots_demark(
  bars: ColumnsOf<'time' | 'open' | 'high' | 'low' | 'close'>,
  options: PivotsDemarkOptions = {},
): OutputColumns<'pivot' | 'r1' | 's1'> {
  checkKeys('options', options, ['session', 'out']);
  const { out: given, ...variants } = options;
  const live = new PivotsDemark(variants);
  const { time, open, high, low, close } = inputColumns('pivots_demark', bars, inputs);
  return fillColumns(live, [time, open, high, low, close], outputs, given, (out) => {
    for (let i = 0; i < time.length; i++) {
      const value = live.take(time[i], open[i], high[i], low[i], close[i]);
      out.pivot[i] = value.pivot;
      out.r1[i] = value.r1;
      out.s1[i] = value.s1;
    }
  });
}

const cold: PivotsDemarkValue = Object.freeze({ pivot: Number.NaN, r1: Number.NaN, s1: Number.NaN });

/**
 * {@link pivots_demark} bar by bar.
 *
 * @example
 * ```ts
 * import { PivotsDemark } from 'barwright/indicators';
 * const live = new PivotsDemark();
 * live.next({ time: 1700000000000, open: 2, high: 3, low: 1, close: 2 });
 * ```
 */
export class PivotsDemark extends StreamingIndicator<BarOf<'time' | 'open' | 'high' | 'low' | 'close'>, PivotsDemarkValue> {
  static override readonly indicator: string = 'pivots_demark';
  declare readonly parameters: { readonly session: 'day' | 'week' | 'month' };
  protected readonly range: SessionRange;

  constructor(options: PivotsDemarkVariants = {}) {
    super(completeValues('pivots_demark', parameters, options));
    this.range = new SessionRange(this.parameters.session);
  }

  next({ time, open, high, low, close }: BarOf<'time' | 'open' | 'high' | 'low' | 'close'>): PivotsDemarkValue {
    return this.take(time, open, high, low, close);
  }

  /** {@link next} by numbers. */
  take(time: number, open: number, high: number, low: number, close: number): PivotsDemarkValue {
    if (!Number.isFinite(time + open + high + low + close)) return this.hole();
    const { range: sessions } = this;
    if (!sessions.push(time, high, low, close, open)) return cold;
    const { open: o, high: h, low: l, close: c } = sessions.before;
    const x = h + l + c + (c < o ? l : c > o ? h : c);
    return { pivot: x / 4, r1: x / 2 - l, s1: x / 2 - h };
  }

  protected override get cold(): PivotsDemarkValue {
    return cold;
  }
}

/** Catalog entry of {@link pivots_demark}. */
export const pivotsDemarkEntry: IndicatorEntry = defineEntry({
  name: 'pivots_demark',
  title: 'DeMark pivot points',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'DeMark pivot points of the session before: one level above and below, moved by the way that it closed.',
  formula: 'x = h + 2 l + c where c < o, 2 h + l + c where c > o, otherwise h + l + 2 c; pivot = x / 4; r1, s1 = x / 2 - l, x / 2 - h',
  source: 'DeMark 1994; TradingView, Pivot Points',
  sparse: true,
  laws: { price: 1 },
  lookback: () => 1,
  batch: pivots_demark,
  stream: PivotsDemark,
});
