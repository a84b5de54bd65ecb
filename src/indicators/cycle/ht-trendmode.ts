import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { PhaseStep } from '../steps/phase.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {} as const;

/** Whether the sine and the leading sine have changed places. */
function isCrossing(before: Pick<PhaseStep, 'sine' | 'leadSine'>, now: PhaseStep): boolean {
  if (now.sine > now.leadSine) return before.sine <= before.leadSine;
  return now.sine < now.leadSine && before.sine >= before.leadSine;
}

/**
 * 1 while the market trends, 0 while it cycles, by the Hilbert transform.
 *
 * `0 for half a cycle after the sines cross and while the phase turns as a cycle does, unless the smoothed price is 1.5 %
 * away from the trendline`
 *
 * Length of `x`; NaN for the first 63 values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown or `out` does not fit.
 * Source: TA-Lib HT_TRENDMODE; John Ehlers, Rocket Science for Traders (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ht_trendmode } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ht_trendmode(bars.close);
 * ```
 */
export function ht_trendmode(x: NumberColumn, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new HtTrendmode();
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link ht_trendmode} bar by bar.
 *
 * @example
 * ```ts
 * import { HtTrendmode } from 'barwright/indicators';
 * const live = new HtTrendmode();
 * live.next(100);
 * ```
 */
export class HtTrendmode extends SeriesIndicator {
  static override readonly indicator: string = 'ht_trendmode';
  protected left: number = 63;
  protected readonly phase: PhaseStep = new PhaseStep();
  protected days: number = 0;

  constructor(options: object = {}) {
    super(completeValues('ht_trendmode', parameters, options));
  }

  protected take(x: number): number {
    const { phase } = this;
    const before = { phase: phase.phase, sine: phase.sine, leadSine: phase.leadSine };
    if (phase.push(x)) this.days = isCrossing(before, phase) ? 1 : this.days + 1;
    if (this.left > 0) {
      this.left--;
      return Number.NaN;
    }
    const { smoothPeriod } = phase.cycle;
    const turn = phase.phase - before.phase;
    const isCycling = this.days < 0.5 * smoothPeriod || isCrossing(before, phase);
    const turnsAsCycle = smoothPeriod !== 0 && turn > (0.67 * 360) / smoothPeriod && turn < (1.5 * 360) / smoothPeriod;
    const { trendline } = phase;
    if (trendline !== 0 && Math.abs((phase.cycle.smooth - trendline) / trendline) >= 0.015) return 1;
    return isCycling || turnsAsCycle ? 0 : 1;
  }
}

/** Catalog entry of {@link ht_trendmode}. */
export const htTrendmodeEntry: IndicatorEntry = defineEntry({
  name: 'ht_trendmode',
  title: 'Trend or cycle',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['ht_trendmode'],
  parameters,
  definition: '1 while the market trends, 0 while it cycles, by the Hilbert transform.',
  formula:
    '0 for half a cycle after the sines cross and while the phase turns as a cycle does, unless the smoothed price is 1.5 % away from the trendline',
  source: 'TA-Lib HT_TRENDMODE; Ehlers 2001',
  laws: { price: 0 },
  lookback: () => 63,
  batch: ht_trendmode,
  stream: HtTrendmode,
});
