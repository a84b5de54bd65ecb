import { checkKeys } from '../../core/index.ts';
import { meanOf } from '../../kernels/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
} as const;
const inputs = ['close', 'volume', 'buyVolume'] as const;

/**
 * How far the price moves for each unit of net buying: the slope of price changes on signed volume; 0 where that does not
 * change.
 *
 * `cov(close - close[1], flow) / var(flow) with flow = 2 * buyVolume - volume`
 *
 * Length of the bars, in units of price over volume; NaN for the first `period` bars. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `close`, `volume` and `buyVolume`, such as `Bars`.
 * @param period bars in the window, 2 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Albert Kyle, Continuous Auctions and Insider Trading, Econometrica 53 (1985); Joel Hasbrouck, Trading Costs and
 * Returns for U.S. Equities, Journal of Finance 64 (2009).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { kyle_lambda } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = kyle_lambda({ close: bars.close, volume: bars.volume, buyVolume: bars.volume.map((x) => x / 2) }, 20);
 * ```
 */
export function kyle_lambda(
  bars: ColumnsOf<'close' | 'volume' | 'buyVolume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new KyleLambda(period);
  const { close, volume, buyVolume } = inputColumns('kyle_lambda', bars, inputs);
  return fillColumn(live, [close, volume, buyVolume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(close[i], volume[i], buyVolume[i]);
  });
}

/**
 * {@link kyle_lambda} bar by bar.
 *
 * @example
 * ```ts
 * import { KyleLambda } from 'barwright/indicators';
 * const live = new KyleLambda();
 * live.next({ close: 2, volume: 5, buyVolume: 3 });
 * ```
 */
export class KyleLambda extends StreamingIndicator<BarOf<'close' | 'volume' | 'buyVolume'>, number> {
  static override readonly indicator: string = 'kyle_lambda';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected readonly changes: Window;
  protected readonly flows: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('kyle_lambda', parameters, { period }));
    this.changes = new Window(period);
    this.flows = new Window(period);
    this.missing = period;
    this.#period = period;
  }

  next({ close, volume, buyVolume }: BarOf<'close' | 'volume' | 'buyVolume'>): number {
    return this.take(close, volume, buyVolume);
  }

  /** {@link next} by numbers. */
  take(close: number, volume: number, buyVolume: number): number {
    if (!Number.isFinite(close + volume + buyVolume)) return this.hole();
    const { seen, previous, changes, flows } = this;
    this.seen = true;
    this.previous = close;
    if (!seen) return Number.NaN;
    changes.push(close - previous);
    flows.push(2 * buyVolume - volume);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const meanChange = meanOf(changes.values, changes.start, this.#period);
    const meanFlow = meanOf(flows.values, flows.start, this.#period);
    let products = 0;
    let squares = 0;
    for (let k = 0; k < this.#period; k++) {
      const flow = flows.values[flows.start + k] - meanFlow;
      products += (changes.values[changes.start + k] - meanChange) * flow;
      squares += flow * flow;
    }
    return squares > 0 ? products / squares : 0;
  }
}

/** Catalog entry of {@link kyle_lambda}. */
export const kyleLambdaEntry: IndicatorEntry = defineEntry({
  name: 'kyle_lambda',
  title: "Kyle's lambda",
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['kyle_lambda'],
  parameters,
  definition:
    'How far the price moves for each unit of net buying: the slope of price changes on signed volume; 0 where that does not change.',
  formula: 'cov(close - close[1], flow) / var(flow) with flow = 2 * buyVolume - volume',
  source: 'Kyle 1985; Hasbrouck 2009',
  laws: { price: 1, volume: -1 },
  lookback: ({ period }) => period,
  batch: kyle_lambda,
  stream: KyleLambda,
});
