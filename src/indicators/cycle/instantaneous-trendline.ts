import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { TwoPoleStep } from '../steps/two-pole.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link instantaneous_trendline}. */
export interface InstantaneousTrendlineVariants {
  /** Weight of the newest value, 0.001 to 0.99. @default 0.07 */
  readonly alpha?: number;
}

/** Options of {@link instantaneous_trendline}. */
export interface InstantaneousTrendlineOptions extends InstantaneousTrendlineVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'trend' | 'trigger'> | undefined;
}

/** One reading of {@link InstantaneousTrendline}. */
export interface InstantaneousTrendlineValue {
  readonly trend: number;
  readonly trigger: number;
}

const parameters = {
  alpha: { type: 'float', min: 0.001, max: 0.99, default: 0.07 },
} as const;
const outputs = ['trend', 'trigger'] as const;

/**
 * A low-pass without lag in a trend, and its prediction of two values ahead.
 *
 * `(a - a^2 / 4) x + a^2 / 2 x[1] - (a - 3 a^2 / 4) x[2] + 2 (1 - a) t[1] - (1 - a)^2 t[2]; trigger = 2 t - t[2]`
 *
 * Columns of the length of `x`, in its units; no warm-up, the first two values are those of the series. A value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `alpha` (`@default 0.07`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Cybernetic Analysis for Stocks and Futures (2004).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { instantaneous_trendline } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { trend, trigger } = instantaneous_trendline(bars.close);
 * ```
 */
export function instantaneous_trendline(x: NumberColumn, options: InstantaneousTrendlineOptions = {}): OutputColumns<'trend' | 'trigger'> {
  checkKeys('options', options, ['alpha', 'out']);
  const { out: given, ...variants } = options;
  const live = new InstantaneousTrendline(variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.trend[i] = value.trend;
      out.trigger[i] = value.trigger;
    }
  });
}

const cold: InstantaneousTrendlineValue = Object.freeze({ trend: Number.NaN, trigger: Number.NaN });

/**
 * {@link instantaneous_trendline} bar by bar.
 *
 * @example
 * ```ts
 * import { InstantaneousTrendline } from 'barwright/indicators';
 * const live = new InstantaneousTrendline();
 * live.next(100);
 * ```
 */
export class InstantaneousTrendline extends SeriesIndicator<InstantaneousTrendlineValue> {
  static override readonly indicator: string = 'instantaneous_trendline';
  declare readonly parameters: { readonly alpha: number };
  protected readonly filter: TwoPoleStep;
  protected readonly lag: LagStep = new LagStep(2);

  constructor(options: InstantaneousTrendlineVariants = {}) {
    super(completeValues('instantaneous_trendline', parameters, options));
    const { alpha: a } = this.parameters;
    this.filter = new TwoPoleStep([a - (a * a) / 4, (a * a) / 2, -(a - (3 * a * a) / 4)], [2 * (1 - a), -((1 - a) ** 2)], true);
  }

  protected take(x: number): InstantaneousTrendlineValue {
    const trend = this.filter.next(x);
    const then = this.lag.next(trend);
    return { trend, trigger: Number.isNaN(then) ? trend : 2 * trend - then };
  }

  protected override get cold(): InstantaneousTrendlineValue {
    return cold;
  }
}

/** Catalog entry of {@link instantaneous_trendline}. */
export const instantaneousTrendlineEntry: IndicatorEntry = defineEntry({
  name: 'instantaneous_trendline',
  title: 'Instantaneous trendline',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'A low-pass without lag in a trend, and its prediction of two values ahead.',
  formula: '(a - a^2 / 4) x + a^2 / 2 x[1] - (a - 3 a^2 / 4) x[2] + 2 (1 - a) t[1] - (1 - a)^2 t[2]; trigger = 2 t - t[2]',
  source: 'Ehlers 2004',
  laws: { price: 1 },
  lookback: () => 0,
  batch: instantaneous_trendline,
  stream: InstantaneousTrendline,
});
