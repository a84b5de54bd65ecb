import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { PhaseStep } from '../steps/phase.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Options of {@link ht_sine}. */
export interface HtSineOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'sine' | 'leadSine'> | undefined;
}

/** One reading of {@link HtSine}. */
export interface HtSineValue {
  readonly sine: number;
  readonly leadSine: number;
}

const parameters = {} as const;
const outputs = ['sine', 'leadSine'] as const;

/**
 * Sine of the phase of the dominant cycle and the sine 45 degrees ahead; they cross where the cycle turns.
 *
 * `sine = sin(phase); leadSine = sin(phase + 45 degrees)`
 *
 * Columns of the length of `x`, -1 to 1; NaN for the first 63 values. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a name is unknown or `out` does not fit.
 * Source: TA-Lib HT_SINE; John Ehlers, Rocket Science for Traders (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ht_sine } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { sine, leadSine } = ht_sine(bars.close);
 * ```
 */
export function ht_sine(x: NumberColumn, options: HtSineOptions = {}): OutputColumns<'sine' | 'leadSine'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new HtSine();
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.sine[i] = value.sine;
      out.leadSine[i] = value.leadSine;
    }
  });
}

const cold: HtSineValue = Object.freeze({ sine: Number.NaN, leadSine: Number.NaN });

/**
 * {@link ht_sine} bar by bar.
 *
 * @example
 * ```ts
 * import { HtSine } from 'barwright/indicators';
 * const live = new HtSine();
 * live.next(100);
 * ```
 */
export class HtSine extends SeriesIndicator<HtSineValue> {
  static override readonly indicator: string = 'ht_sine';
  protected left: number = 63;
  protected readonly phase: PhaseStep = new PhaseStep();

  constructor(options: object = {}) {
    super(completeValues('ht_sine', parameters, options));
  }

  protected take(x: number): HtSineValue {
    this.phase.push(x);
    if (this.left > 0) {
      this.left--;
      return cold;
    }
    const { sine, leadSine } = this.phase;
    return { sine, leadSine };
  }

  protected override get cold(): HtSineValue {
    return cold;
  }
}

/** Catalog entry of {@link ht_sine}. */
export const htSineEntry: IndicatorEntry = defineEntry({
  name: 'ht_sine',
  title: 'Sine wave',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'Sine of the phase of the dominant cycle and the sine 45 degrees ahead; they cross where the cycle turns.',
  formula: 'sine = sin(phase); leadSine = sin(phase + 45 degrees)',
  source: 'TA-Lib HT_SINE; Ehlers 2001',
  laws: { price: 0 },
  lookback: () => 63,
  batch: ht_sine,
  stream: HtSine,
});
