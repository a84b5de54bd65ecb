import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link fractals}. */
export interface FractalsVariants {
  /** Bars on each side, 1 to 100,000. @default 2 */
  readonly wing?: number;
}

/** Options of {@link fractals}. */
export interface FractalsOptions extends FractalsVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'up' | 'down'> | undefined;
}

/** One reading of {@link Fractals}. */
export interface FractalsValue {
  readonly up: number;
  readonly down: number;
}

const parameters = {
  wing: { type: 'int', min: 1, max: longestPeriod, default: 2 },
} as const;
const inputs = ['high', 'low'] as const;
const outputs = ['up', 'down'] as const;

/**
 * Highs and lows that the bars on both sides do not pass, given at the bar that confirms them, and NaN elsewhere.
 *
 * `up = high[i - wing] where it is above all others of 2 * wing + 1 bars; down = low[i - wing] where it is below`
 *
 * Columns of the length of the bars, in units of price; NaN at most bars. Charts draw them `wing` bars back, where nobody
 * knew them yet. A bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `wing` (`@default 2`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Bill Williams, Trading Chaos (1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { fractals } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { up, down } = fractals(bars);
 * ```
 */
export function fractals(bars: ColumnsOf<'high' | 'low'>, options: FractalsOptions = {}): OutputColumns<'up' | 'down'> {
  checkKeys('options', options, ['wing', 'out']);
  const { out: given, ...variants } = options;
  const live = new Fractals(variants);
  const { high, low } = inputColumns('fractals', bars, inputs);
  return fillColumns(live, [high, low], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i]);
      out.up[i] = value.up;
      out.down[i] = value.down;
    }
  });
}

const cold: FractalsValue = Object.freeze({ up: Number.NaN, down: Number.NaN });

/**
 * {@link fractals} bar by bar.
 *
 * @example
 * ```ts
 * import { Fractals } from 'barwright/indicators';
 * const live = new Fractals();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Fractals extends StreamingIndicator<BarOf<'high' | 'low'>, FractalsValue> {
  static override readonly indicator: string = 'fractals';
  declare readonly parameters: { readonly wing: number };
  protected readonly highs: Window;
  protected readonly lows: Window;
  protected missing: number;
  readonly #length: number;

  constructor(options: FractalsVariants = {}) {
    super(completeValues('fractals', parameters, options));
    const length = 2 * this.parameters.wing + 1;
    this.highs = new Window(length);
    this.lows = new Window(length);
    this.missing = length;
    this.#length = length;
  }

  next({ high, low }: BarOf<'high' | 'low'>): FractalsValue {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): FractalsValue {
    if (!Number.isFinite(high + low)) return this.hole();
    this.highs.push(high);
    this.lows.push(low);
    if (this.missing > 0 && --this.missing > 0) return cold;
    const { values: highs, start } = this.highs;
    const { values: lows } = this.lows;
    const middle = start + this.parameters.wing;
    let isTop = true;
    let isBottom = true;
    for (let k = start; k < start + this.#length; k++) {
      if (k === middle) continue;
      if (highs[k] >= highs[middle]) isTop = false;
      if (lows[k] <= lows[middle]) isBottom = false;
    }
    return { up: isTop ? highs[middle] : Number.NaN, down: isBottom ? lows[middle] : Number.NaN };
  }

  protected override get cold(): FractalsValue {
    return cold;
  }
}

/** Catalog entry of {@link fractals}. */
export const fractalsEntry: IndicatorEntry = defineEntry({
  name: 'fractals',
  title: 'Williams fractals',
  group: 'chart',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Highs and lows that the bars on both sides do not pass, given at the bar that confirms them, and NaN elsewhere.',
  formula: 'up = high[i - wing] where it is above all others of 2 * wing + 1 bars; down = low[i - wing] where it is below',
  source: 'Williams 1995',
  sparse: true,
  laws: { price: 1 },
  lookback: ({ wing }) => 2 * wing,
  batch: fractals,
  stream: Fractals,
});
