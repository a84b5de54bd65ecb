import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { SessionRange } from '../steps/session.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link pivots_camarilla}. */
export interface PivotsCamarillaVariants {
  /** Session whose range is taken, in UTC. @default 'day' */
  readonly session?: 'day' | 'week' | 'month';
}

/** Options of {@link pivots_camarilla}. */
export interface PivotsCamarillaOptions extends PivotsCamarillaVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3'> | undefined;
}

/** One reading of {@link PivotsCamarilla}. */
export interface PivotsCamarillaValue {
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
 * Camarilla pivot points of the session before: a pivot with three levels above and below.
 *
 * `pivot = (h + l + c) / 3; r, s = c + and - 1.1 * (h - l) / 12, / 6 and / 4`
 *
 * Columns of the length of the bars, in units of price; NaN until a session has ended. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `time`, `high`, `low` and `close`, such as `Bars`.
 * @param options `session` (`@default 'day'`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Nick Scott (1989).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { pivots_camarilla } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { pivot, r1, r2, r3, s1, s2, s3 } = pivots_camarilla(bars, { session: 'day' });
 * ```
 */
export function pivots_camarilla(
  bars: ColumnsOf<'time' | 'high' | 'low' | 'close'>,
  options: PivotsCamarillaOptions = {},
): OutputColumns<'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3'> {
  checkKeys('options', options, ['session', 'out']);
  const { out: given, ...variants } = options;
  const live = new PivotsCamarilla(variants);
  const { time, high, low, close } = inputColumns('pivots_camarilla', bars, inputs);
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

const cold: PivotsCamarillaValue = Object.freeze({
  pivot: Number.NaN,
  r1: Number.NaN,
  r2: Number.NaN,
  r3: Number.NaN,
  s1: Number.NaN,
  s2: Number.NaN,
  s3: Number.NaN,
});

/**
 * {@link pivots_camarilla} bar by bar.
 *
 * @example
 * ```ts
 * import { PivotsCamarilla } from 'barwright/indicators';
 * const live = new PivotsCamarilla();
 * live.next({ time: 1700000000000, high: 3, low: 1, close: 2 });
 * ```
 */
export class PivotsCamarilla extends StreamingIndicator<BarOf<'time' | 'high' | 'low' | 'close'>, PivotsCamarillaValue> {
  static override readonly indicator: string = 'pivots_camarilla';
  declare readonly parameters: { readonly session: 'day' | 'week' | 'month' };
  protected readonly range: SessionRange;

  constructor(options: PivotsCamarillaVariants = {}) {
    super(completeValues('pivots_camarilla', parameters, options));
    this.range = new SessionRange(this.parameters.session);
  }

  next({ time, high, low, close }: BarOf<'time' | 'high' | 'low' | 'close'>): PivotsCamarillaValue {
    return this.take(time, high, low, close);
  }

  /** {@link next} by numbers. */
  take(time: number, high: number, low: number, close: number): PivotsCamarillaValue {
    if (!Number.isFinite(time + high + low + close)) return this.hole();
    const { range: sessions } = this;
    if (!sessions.push(time, high, low, close)) return cold;
    const { high: h, low: l, close: c } = sessions.before;
    const pivot = (h + l + c) / 3;
    const range = 1.1 * (h - l);
    return { pivot, r1: c + range / 12, r2: c + range / 6, r3: c + range / 4, s1: c - range / 12, s2: c - range / 6, s3: c - range / 4 };
  }

  protected override get cold(): PivotsCamarillaValue {
    return cold;
  }
}

/** Catalog entry of {@link pivots_camarilla}. */
export const pivotsCamarillaEntry: IndicatorEntry = defineEntry({
  name: 'pivots_camarilla',
  title: 'Camarilla pivot points',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Camarilla pivot points of the session before: a pivot with three levels above and below.',
  formula: 'pivot = (h + l + c) / 3; r, s = c + and - 1.1 * (h - l) / 12, / 6 and / 4',
  source: 'Nick Scott (1989)',
  sparse: true,
  laws: { price: 1 },
  lookback: () => 1,
  batch: pivots_camarilla,
  stream: PivotsCamarilla,
});
