import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { MamaStep } from '../steps/mama.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link mama}. */
export interface MamaVariants {
  /** Largest share of the newest value, 0.01 to 0.99. @default 0.5 */
  readonly fastLimit?: number;
  /** Smallest share of the newest value, 0.01 to 0.99. @default 0.05 */
  readonly slowLimit?: number;
}

/** Options of {@link mama}. */
export interface MamaOptions extends MamaVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'mama' | 'fama'> | undefined;
}

/** One reading of {@link Mama}. */
export interface MamaValue {
  readonly mama: number;
  readonly fama: number;
}

const parameters = {
  fastLimit: { type: 'float', min: 0.01, max: 0.99, default: 0.5 },
  slowLimit: { type: 'float', min: 0.01, max: 0.99, default: 0.05 },
} as const;
const outputs = ['mama', 'fama'] as const;

/**
 * An exponential average that follows the slower, the faster the phase of the cycle turns, and one at half its speed.
 *
 * `mama = a * x + (1 - a) * mama[i - 1] with a = fastLimit / turn of the phase; fama the same of mama with a / 2`
 *
 * Columns of the length of `x`; NaN for the first 32 values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param options `fastLimit` (`@default 0.5`), `slowLimit` (`@default 0.05`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MAMA; John Ehlers, Rocket Science for Traders (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { mama } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { mama: line, fama } = mama(bars.close);
 * ```
 */
export function mama(x: NumberColumn, options: MamaOptions = {}): OutputColumns<'mama' | 'fama'> {
  checkKeys('options', options, ['fastLimit', 'slowLimit', 'out']);
  const { out: given, ...variants } = options;
  const live = new Mama(variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.mama[i] = value.mama;
      out.fama[i] = value.fama;
    }
  });
}

const cold: MamaValue = Object.freeze({ mama: Number.NaN, fama: Number.NaN });

/**
 * {@link mama} bar by bar.
 *
 * @example
 * ```ts
 * import { Mama } from 'barwright/indicators';
 * const live = new Mama();
 * live.next(100);
 * ```
 */
export class Mama extends SeriesIndicator<MamaValue> {
  static override readonly indicator: string = 'mama';
  declare readonly parameters: { readonly fastLimit: number; readonly slowLimit: number };
  protected readonly average: MamaStep;

  constructor(options: MamaVariants = {}) {
    super(completeValues('mama', parameters, options));
    const { fastLimit, slowLimit } = this.parameters;
    this.average = new MamaStep(fastLimit, slowLimit);
  }

  protected take(x: number): MamaValue {
    const mama = this.average.next(x);
    return Number.isNaN(mama) ? cold : { mama, fama: this.average.fama };
  }

  protected override get cold(): MamaValue {
    return cold;
  }
}

/** Catalog entry of {@link mama}. */
export const mamaEntry: IndicatorEntry = defineEntry({
  name: 'mama',
  title: 'MESA adaptive moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'An exponential average that follows the slower, the faster the phase of the cycle turns, and one at half its speed.',
  formula: 'mama = a * x + (1 - a) * mama[i - 1] with a = fastLimit / turn of the phase; fama the same of mama with a / 2',
  source: 'TA-Lib MAMA; Ehlers 2001',
  laws: { price: 1 },
  lookback: () => 32,
  batch: mama,
  stream: Mama,
});
