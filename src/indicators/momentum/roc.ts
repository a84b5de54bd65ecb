import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { finiteCheck } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import type { Step } from '../steps/step.ts';
import { StepIndicator } from '../streaming.ts';

const parameters = { period: { type: 'int', min: 1, max: longestPeriod, default: 10 } } as const;

/**
 * Rate of change in percent over `period` bars.
 *
 * `roc[i] = (x[i] / x[i - period] - 1) * 100`
 *
 * Length of `x`; NaN for the first `period` values and for every stretch of `period + 1` values that holds one that is not
 * finite. 0 where the earlier value is 0.
 *
 * @param x a column.
 * @param period 1 to 100,000. `@default 10`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range or `out` does not fit.
 * Source: TA-Lib ROC.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { roc } from 'barwright/indicators';
 * const change = roc(syntheticBars({ seed: 1, length: 500 }).close, 10);
 * ```
 */
export function roc(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  const values = completeValues('roc', parameters, { period });
  checkKeys('options', options, ['out']);
  const series = toFloat64('x', x);
  return computeColumn('roc', [series], values, options.out, (out, start, end) => rocInto(out, series, start, end, period));
}

function rocInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  const first = start + period;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  for (let i = first; i < end; i++) out[i] = percentChange(x[i], x[i - period]);
  return finiteCheck(x, start, end);
}

function percentChange(now: number, then: number): number {
  return then === 0 ? 0 : (now / then - 1) * 100;
}

class RocStep implements Step {
  readonly lag: LagStep;

  constructor(period: number) {
    this.lag = new LagStep(period);
  }

  next(x: number): number {
    const then = this.lag.next(x);
    return Number.isNaN(then) ? then : percentChange(x, then);
  }

  peek(x: number): number {
    const then = this.lag.peek();
    return Number.isNaN(then) ? then : percentChange(x, then);
  }

  reset(): void {
    this.lag.reset();
  }
}

/**
 * {@link roc} bar by bar.
 *
 * @example
 * ```ts
 * import { Roc } from 'barwright/indicators';
 * const change = new Roc(1);
 * [100, 150].map((x) => change.next(x)); // NaN, 50
 * ```
 */
export class Roc extends StepIndicator {
  static override readonly indicator: string = 'roc';
  declare readonly parameters: { readonly period: number };
  protected readonly step: Step;

  constructor(period: number = parameters.period.default) {
    super(completeValues('roc', parameters, { period }));
    this.step = new RocStep(period);
  }
}

/** Catalog entry of {@link roc}. */
export const rocEntry: IndicatorEntry = defineEntry({
  name: 'roc',
  title: 'Rate of change',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['roc'],
  parameters,
  definition: 'Change against the value `period` bars ago, in percent.',
  formula: '(x[i] / x[i - period] - 1) * 100',
  source: 'TA-Lib ROC',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: roc,
  stream: Roc,
});
