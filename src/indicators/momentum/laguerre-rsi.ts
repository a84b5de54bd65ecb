import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link laguerre_rsi}. */
export interface LaguerreRsiVariants {
  /** Damping of the filter, 0 to 0.99. @default 0.5 */
  readonly gamma?: number;
}

/** Options of {@link laguerre_rsi}. */
export interface LaguerreRsiOptions extends LaguerreRsiVariants, OutOption {}

const parameters = {
  gamma: { type: 'float', min: 0, max: 0.99, default: 0.5 },
} as const;

/**
 * Relative strength of the four elements of a Laguerre filter, 0 to 1; 0 where they are equal.
 *
 * `sum of rises between neighbours / sum of all changes between them`
 *
 * Length of `x`, 0 to 1; no warm-up. The filter starts from the first value. A value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param x a column.
 * @param options `gamma` (`@default 0.5`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Cybernetic Analysis for Stocks and Futures (2004).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { laguerre_rsi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = laguerre_rsi(bars.close);
 * ```
 */
export function laguerre_rsi(x: NumberColumn, options: LaguerreRsiOptions = {}): Float64Array {
  checkKeys('options', options, ['gamma', 'out']);
  const { out: given, ...variants } = options;
  const live = new LaguerreRsi(variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link laguerre_rsi} bar by bar.
 *
 * @example
 * ```ts
 * import { LaguerreRsi } from 'barwright/indicators';
 * const live = new LaguerreRsi();
 * live.next(100);
 * ```
 */
export class LaguerreRsi extends SeriesIndicator {
  static override readonly indicator: string = 'laguerre_rsi';
  declare readonly parameters: { readonly gamma: number };
  protected readonly elements: Float64Array = new Float64Array(4);
  protected seen: boolean = false;

  constructor(options: LaguerreRsiVariants = {}) {
    super(completeValues('laguerre_rsi', parameters, options));
  }

  protected take(x: number): number {
    const { elements } = this;
    const { gamma } = this.parameters;
    if (!this.seen) elements.fill(x);
    this.seen = true;
    let [before] = elements;
    elements[0] = (1 - gamma) * x + gamma * elements[0];
    let rises = 0;
    let changes = 0;
    for (let k = 1; k < 4; k++) {
      const now = elements[k];
      elements[k] = -gamma * elements[k - 1] + before + gamma * now;
      before = now;
      const change = elements[k - 1] - elements[k];
      rises += Math.max(0, change);
      changes += Math.abs(change);
    }
    return changes > 0 ? rises / changes : 0;
  }
}

/** Catalog entry of {@link laguerre_rsi}. */
export const laguerreRsiEntry: IndicatorEntry = defineEntry({
  name: 'laguerre_rsi',
  title: 'Laguerre RSI',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['laguerre_rsi'],
  parameters,
  definition: 'Relative strength of the four elements of a Laguerre filter, 0 to 1; 0 where they are equal.',
  formula: 'sum of rises between neighbours / sum of all changes between them',
  source: 'Ehlers 2004',
  laws: { price: 0 },
  lookback: () => 0,
  batch: laguerre_rsi,
  stream: LaguerreRsi,
});
