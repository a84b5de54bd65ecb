import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link ichimoku}. */
export interface IchimokuVariants {
  /** Bars of the conversion line, 1 to 100,000. @default 9 */
  readonly conversion?: number;
  /** Bars of the base line, and by which the cloud is drawn ahead, 1 to 100,000. @default 26 */
  readonly base?: number;
  /** Bars of the second span, 1 to 100,000. @default 52 */
  readonly span?: number;
}

/** Options of {@link ichimoku}. */
export interface IchimokuOptions extends IchimokuVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'conversion' | 'base' | 'spanA' | 'spanB'> | undefined;
}

/** One reading of {@link Ichimoku}. */
export interface IchimokuValue {
  readonly conversion: number;
  readonly base: number;
  readonly spanA: number;
  readonly spanB: number;
}

const parameters = {
  conversion: { type: 'int', min: 1, max: longestPeriod, default: 9 },
  base: { type: 'int', min: 1, max: longestPeriod, default: 26 },
  span: { type: 'int', min: 1, max: longestPeriod, default: 52 },
} as const;
const inputs = ['high', 'low'] as const;
const outputs = ['conversion', 'base', 'spanA', 'spanB'] as const;

/**
 * Midpoints of the range over three windows, and the cloud of two of them.
 *
 * `conversion, base, spanB = (max(high) + min(low)) / 2 over their bars; spanA = (conversion + base) / 2`
 *
 * Columns of the length of the bars, in units of price; NaN until the longest window is full. Spans stand at the bar at which
 * they are known: charts draw them `base` bars ahead, and the lagging line is the close drawn `base` bars back. A bar with a
 * value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `conversion` (`@default 9`), `base` (`@default 26`), `span` (`@default 52`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Goichi Hosoda, Ichimoku Kinko Hyo (1969).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ichimoku } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { conversion, base, spanA, spanB } = ichimoku(bars);
 * ```
 */
export function ichimoku(
  bars: ColumnsOf<'high' | 'low'>,
  options: IchimokuOptions = {},
): OutputColumns<'conversion' | 'base' | 'spanA' | 'spanB'> {
  checkKeys('options', options, ['conversion', 'base', 'span', 'out']);
  const { out: given, ...variants } = options;
  const live = new Ichimoku(variants);
  const { high, low } = inputColumns('ichimoku', bars, inputs);
  return fillColumns(live, [high, low], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i]);
      out.conversion[i] = value.conversion;
      out.base[i] = value.base;
      out.spanA[i] = value.spanA;
      out.spanB[i] = value.spanB;
    }
  });
}

const cold: IchimokuValue = Object.freeze({ conversion: Number.NaN, base: Number.NaN, spanA: Number.NaN, spanB: Number.NaN });

/**
 * {@link ichimoku} bar by bar.
 *
 * @example
 * ```ts
 * import { Ichimoku } from 'barwright/indicators';
 * const live = new Ichimoku();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Ichimoku extends StreamingIndicator<BarOf<'high' | 'low'>, IchimokuValue> {
  static override readonly indicator: string = 'ichimoku';
  declare readonly parameters: { readonly conversion: number; readonly base: number; readonly span: number };
  protected readonly ranges: readonly { readonly highest: ExtremeStep; readonly lowest: ExtremeStep }[];

  constructor(options: IchimokuVariants = {}) {
    super(completeValues('ichimoku', parameters, options));
    const { conversion, base, span } = this.parameters;
    this.ranges = [conversion, base, span].map((bars) => ({
      highest: new ExtremeStep(bars, 'highest'),
      lowest: new ExtremeStep(bars, 'lowest'),
    }));
  }

  next({ high, low }: BarOf<'high' | 'low'>): IchimokuValue {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): IchimokuValue {
    if (!Number.isFinite(high + low)) return this.hole();
    const [first, second, third] = this.ranges;
    const conversion = (first.highest.next(high) + first.lowest.next(low)) / 2;
    const base = (second.highest.next(high) + second.lowest.next(low)) / 2;
    const spanB = (third.highest.next(high) + third.lowest.next(low)) / 2;
    return Number.isNaN(conversion + base + spanB) ? cold : { conversion, base, spanA: (conversion + base) / 2, spanB };
  }

  protected override get cold(): IchimokuValue {
    return cold;
  }
}

/** Catalog entry of {@link ichimoku}. */
export const ichimokuEntry: IndicatorEntry = defineEntry({
  name: 'ichimoku',
  title: 'Ichimoku cloud',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Midpoints of the range over three windows, and the cloud of two of them.',
  formula: 'conversion, base, spanB = (max(high) + min(low)) / 2 over their bars; spanA = (conversion + base) / 2',
  source: 'Hosoda 1969',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ conversion, base, span }) => Math.max(conversion, base, span) - 1,
  batch: ichimoku,
  stream: Ichimoku,
});
