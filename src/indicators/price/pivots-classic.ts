import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { SessionRange } from '../steps/session.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link pivots_classic}. */
export interface PivotsClassicVariants {
  /** Session whose range is taken, in UTC. @default 'day' */
  readonly session?: 'day' | 'week' | 'month';
}

/** Options of {@link pivots_classic}. */
export interface PivotsClassicOptions extends PivotsClassicVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3'> | undefined;
}

/** One reading of {@link PivotsClassic}. */
export interface PivotsClassicValue {
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
 * Pivot points of the session before: a pivot with three levels above and below.
 *
 * `pivot = (h + l + c) / 3; r1, s1 = 2 p - l, 2 p - h; r2, s2 = p + and - (h - l); r3, s3 = h + 2 (p - l), l - 2 (h - p)`
 *
 * Columns of the length of the bars, in units of price; NaN until a session has ended. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `time`, `high`, `low` and `close`, such as `Bars`.
 * @param options `session` (`@default 'day'`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Floor traders.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { pivots_classic } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { pivot, r1, r2, r3, s1, s2, s3 } = pivots_classic(bars, { session: 'day' });
 * ```
 */
export function pivots_classic(
  bars: ColumnsOf<'time' | 'high' | 'low' | 'close'>,
  options: PivotsClassicOptions = {},
): OutputColumns<'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3'> {
  checkKeys('options', options, ['session', 'out']);
  const { out: given, ...variants } = options;
  const live = new PivotsClassic(variants);
  const { time, high, low, close } = inputColumns('pivots_classic', bars, inputs);
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

const cold: PivotsClassicValue = Object.freeze({
  pivot: Number.NaN,
  r1: Number.NaN,
  r2: Number.NaN,
  r3: Number.NaN,
  s1: Number.NaN,
  s2: Number.NaN,
  s3: Number.NaN,
});

/**
 * {@link pivots_classic} bar by bar.
 *
 * @example
 * ```ts
 * import { PivotsClassic } from 'barwright/indicators';
 * const live = new PivotsClassic();
 * live.next({ time: 1700000000000, high: 3, low: 1, close: 2 });
 * ```
 */
export class PivotsClassic extends StreamingIndicator<BarOf<'time' | 'high' | 'low' | 'close'>, PivotsClassicValue> {
  static override readonly indicator: string = 'pivots_classic';
  declare readonly parameters: { readonly session: 'day' | 'week' | 'month' };
  protected readonly range: SessionRange;

  constructor(options: PivotsClassicVariants = {}) {
    super(completeValues('pivots_classic', parameters, options));
    this.range = new SessionRange(this.parameters.session);
  }

  next({ time, high, low, close }: BarOf<'time' | 'high' | 'low' | 'close'>): PivotsClassicValue {
    return this.take(time, high, low, close);
  }

  /** {@link next} by numbers. */
  take(time: number, high: number, low: number, close: number): PivotsClassicValue {
    if (!Number.isFinite(time + high + low + close)) return this.hole();
    const { range: sessions } = this;
    if (!sessions.push(time, high, low, close)) return cold;
    const { high: h, low: l, close: c } = sessions.before;
    const pivot = (h + l + c) / 3;
    return {
      pivot,
      r1: 2 * pivot - l,
      r2: pivot + (h - l),
      r3: h + 2 * (pivot - l),
      s1: 2 * pivot - h,
      s2: pivot - (h - l),
      s3: l - 2 * (h - pivot),
    };
  }

  protected override get cold(): PivotsClassicValue {
    return cold;
  }
}

/** Catalog entry of {@link pivots_classic}. */
export const pivotsClassicEntry: IndicatorEntry = defineEntry({
  name: 'pivots_classic',
  title: 'Pivot points',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Pivot points of the session before: a pivot with three levels above and below.',
  formula: 'pivot = (h + l + c) / 3; r1, s1 = 2 p - l, 2 p - h; r2, s2 = p + and - (h - l); r3, s3 = h + 2 (p - l), l - 2 (h - p)',
  source: 'Floor traders',
  sparse: true,
  laws: { price: 1 },
  lookback: () => 1,
  batch: pivots_classic,
  stream: PivotsClassic,
});
