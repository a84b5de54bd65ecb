import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 50 },
} as const;
const inputs = ['volume', 'buyVolume'] as const;

/**
 * The share of the volume that was out of balance; 0 without volume. On volume bars it is the VPIN of the paper.
 *
 * `sum(abs(2 * buyVolume - volume)) / sum(volume) over the window`
 *
 * Length of the columns, 0 to 1; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `volume` and `buyVolume`, such as `Bars`.
 * @param period bars in the window, 1 to 100,000. `@default 50`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: David Easley, Marcos Lopez de Prado and Maureen O'Hara, Flow Toxicity and Liquidity in a High-frequency World,
 * Review of Financial Studies 25 (2012).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { vpin } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = vpin({ volume: bars.volume, buyVolume: bars.volume.map((x) => x / 2) }, 50);
 * ```
 */
export function vpin(
  bars: ColumnsOf<'volume' | 'buyVolume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Vpin(period);
  const { volume, buyVolume } = inputColumns('vpin', bars, inputs);
  return fillColumn(live, [volume, buyVolume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(volume[i], buyVolume[i]);
  });
}

/**
 * {@link vpin} bar by bar.
 *
 * @example
 * ```ts
 * import { Vpin } from 'barwright/indicators';
 * const live = new Vpin();
 * live.next({ volume: 5, buyVolume: 3 });
 * ```
 */
export class Vpin extends StreamingIndicator<BarOf<'volume' | 'buyVolume'>, number> {
  static override readonly indicator: string = 'vpin';
  declare readonly parameters: { readonly period: number };
  protected readonly imbalance: FlowStep;
  protected readonly volume: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('vpin', parameters, { period }));
    this.imbalance = new FlowStep(period);
    this.volume = new FlowStep(period);
  }

  next({ volume, buyVolume }: BarOf<'volume' | 'buyVolume'>): number {
    return this.take(volume, buyVolume);
  }

  /** {@link next} by numbers. */
  take(volume: number, buyVolume: number): number {
    if (!Number.isFinite(volume + buyVolume)) return this.hole();
    const imbalance = this.imbalance.next(Math.abs(2 * buyVolume - volume));
    const traded = this.volume.next(volume);
    return traded === 0 ? 0 : imbalance / traded;
  }
}

/** Catalog entry of {@link vpin}. */
export const vpinEntry: IndicatorEntry = defineEntry({
  name: 'vpin',
  title: 'Volume-synchronised probability of informed trading',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['vpin'],
  parameters,
  definition: 'The share of the volume that was out of balance; 0 without volume. On volume bars it is the VPIN of the paper.',
  formula: 'sum(abs(2 * buyVolume - volume)) / sum(volume) over the window',
  source: "Easley, Lopez de Prado and O'Hara 2012",
  laws: { volume: 0 },
  lookback: ({ period }) => period - 1,
  batch: vpin,
  stream: Vpin,
});
