import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { Swma } from '../overlap/swma.ts';
import { completeValues } from '../parameters.ts';
import { TwoPoleStep } from '../steps/two-pole.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link cyber_cycle}. */
export interface CyberCycleVariants {
  /** Weight of the newest value, 0.001 to 0.99. @default 0.07 */
  readonly alpha?: number;
}

/** Options of {@link cyber_cycle}. */
export interface CyberCycleOptions extends CyberCycleVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'cycle' | 'trigger'> | undefined;
}

/** One reading of {@link CyberCycle}. */
export interface CyberCycleValue {
  readonly cycle: number;
  readonly trigger: number;
}

const parameters = {
  alpha: { type: 'float', min: 0.001, max: 0.99, default: 0.07 },
} as const;
const outputs = ['cycle', 'trigger'] as const;

/**
 * The cycle of the series smoothed with weights 1, 2, 2, 1, and its value before.
 *
 * `(1 - alpha / 2)^2 * (s - 2 s[1] + s[2]) + 2 (1 - alpha) c[1] - (1 - alpha)^2 c[2] with s = (x + 2 x[1] + 2 x[2] + x[3]) /
 * 6; trigger = c[1]`
 *
 * Columns of the length of `x`, in its units; NaN for the first 3 values. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param options `alpha` (`@default 0.07`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Cybernetic Analysis for Stocks and Futures (2004).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { cyber_cycle } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { cycle, trigger } = cyber_cycle(bars.close);
 * ```
 */
export function cyber_cycle(x: NumberColumn, options: CyberCycleOptions = {}): OutputColumns<'cycle' | 'trigger'> {
  checkKeys('options', options, ['alpha', 'out']);
  const { out: given, ...variants } = options;
  const live = new CyberCycle(variants);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.cycle[i] = value.cycle;
      out.trigger[i] = value.trigger;
    }
  });
}

const cold: CyberCycleValue = Object.freeze({ cycle: Number.NaN, trigger: Number.NaN });

/**
 * {@link cyber_cycle} bar by bar.
 *
 * @example
 * ```ts
 * import { CyberCycle } from 'barwright/indicators';
 * const live = new CyberCycle();
 * live.next(100);
 * ```
 */
export class CyberCycle extends SeriesIndicator<CyberCycleValue> {
  static override readonly indicator: string = 'cyber_cycle';
  declare readonly parameters: { readonly alpha: number };
  protected readonly smooth: Swma = new Swma();
  protected readonly filter: TwoPoleStep;
  protected trigger: number = 0;

  constructor(options: CyberCycleVariants = {}) {
    super(completeValues('cyber_cycle', parameters, options));
    const { alpha } = this.parameters;
    const kept = 1 - alpha;
    const gain = (1 - alpha / 2) ** 2;
    this.filter = new TwoPoleStep([gain, -2 * gain, gain], [2 * kept, -kept * kept], false);
  }

  protected take(x: number): CyberCycleValue {
    const smooth = this.smooth.next(x);
    if (Number.isNaN(smooth)) return cold;
    const { trigger } = this;
    this.trigger = this.filter.next(smooth);
    return { cycle: this.trigger, trigger };
  }

  protected override get cold(): CyberCycleValue {
    return cold;
  }
}

/** Catalog entry of {@link cyber_cycle}. */
export const cyberCycleEntry: IndicatorEntry = defineEntry({
  name: 'cyber_cycle',
  title: 'Cyber cycle',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'The cycle of the series smoothed with weights 1, 2, 2, 1, and its value before.',
  formula:
    '(1 - alpha / 2)^2 * (s - 2 s[1] + s[2]) + 2 (1 - alpha) c[1] - (1 - alpha)^2 c[2] with s = (x + 2 x[1] + 2 x[2] + x[3]) / 6; trigger = c[1]',
  source: 'Ehlers 2004',
  laws: { price: 1 },
  lookback: () => 3,
  batch: cyber_cycle,
  stream: CyberCycle,
});
