import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link aroon}. */
export interface AroonOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'down' | 'up'> | undefined;
}

/** One reading of {@link Aroon}. */
export interface AroonValue {
  readonly down: number;
  readonly up: number;
}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low'] as const;
const outputs = ['down', 'up'] as const;

/**
 * How lately the lowest low and the highest high of the last `period + 1` bars came, in percent.
 *
 * `up = 100 * (period - bars since the highest high) / period; down with the lowest low`
 *
 * Length of the bars, 0 to 100; NaN for the first `period` bars. Of equal extremes the latest counts. A bar with a value that
 * is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period bars back, 2 to 100,000. `@default 14`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib AROON; Tushar Chande (1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { aroon } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { down, up } = aroon(bars, 14);
 * ```
 */
export function aroon(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: AroonOptions = {},
): OutputColumns<'down' | 'up'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new Aroon(period);
  const { high, low } = inputColumns('aroon', bars, inputs);
  return fillColumns(live, [high, low], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i]);
      out.down[i] = value.down;
      out.up[i] = value.up;
    }
  });
}

const cold: AroonValue = Object.freeze({ down: Number.NaN, up: Number.NaN });

/**
 * {@link aroon} bar by bar.
 *
 * @example
 * ```ts
 * import { Aroon } from 'barwright/indicators';
 * const live = new Aroon();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Aroon extends StreamingIndicator<BarOf<'high' | 'low'>, AroonValue> {
  static override readonly indicator: string = 'aroon';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  readonly #share: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('aroon', parameters, { period }));
    this.highest = new ExtremeStep(period + 1, 'highest');
    this.lowest = new ExtremeStep(period + 1, 'lowest');
    this.#share = 100 / period;
  }

  next({ high, low }: BarOf<'high' | 'low'>): AroonValue {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): AroonValue {
    if (!Number.isFinite(high + low)) return this.hole();
    const { highest, lowest } = this;
    lowest.next(low);
    if (Number.isNaN(highest.next(high))) return cold;
    return { down: this.#share * (lowest.left - 1), up: this.#share * (highest.left - 1) };
  }

  protected override get cold(): AroonValue {
    return cold;
  }
}

/** Catalog entry of {@link aroon}. */
export const aroonEntry: IndicatorEntry = defineEntry({
  name: 'aroon',
  title: 'Aroon',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'How lately the lowest low and the highest high of the last `period + 1` bars came, in percent.',
  formula: 'up = 100 * (period - bars since the highest high) / period; down with the lowest low',
  source: 'TA-Lib AROON; Chande 1995',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period,
  batch: aroon,
  stream: Aroon,
});
