import { calculators } from './calculators.ts';
import { type MetricGroup, metricCatalog } from './catalog.ts';
import { formatMetric } from './format-metric.ts';
import type { MetricName, MetricValues } from './metric-values.ts';
import { checkMetricsInput, type MetricsInput } from './metrics-input.ts';
import { type Span, spanOf } from './span.ts';

/** A metric in JSON, which has no word for what is not finite: `null` is undefined (NaN). */
export type MetricJson = number | null | 'Infinity' | '-Infinity';

/** All metrics of a run; each is computed on first use, once. */
export interface Metrics extends MetricValues {
  /** Names of all metrics, in the order of listings. */
  readonly names: readonly MetricName[];
  /** All metrics as plain JSON. */
  toJSON(): Record<MetricName, MetricJson>;
  /** An aligned text table of all metrics by group, with the conventions they were computed by. */
  describe(): string;
}

const names: readonly MetricName[] = Object.freeze(metricCatalog.map((entry) => entry.name));

class LazyMetrics {
  readonly #span: Span;
  readonly #known = new Map<MetricName, number>();

  constructor(span: Span) {
    this.#span = span;
  }

  static {
    for (const name of names) {
      Object.defineProperty(this.prototype, name, {
        enumerable: true,
        get(this: LazyMetrics) {
          return this.#value(name);
        },
      });
    }
  }

  get names(): readonly MetricName[] {
    return names;
  }

  #value(name: MetricName): number {
    let value = this.#known.get(name);
    if (value === undefined) {
      value = calculators[name](this.#span);
      this.#known.set(name, value);
    }
    return value;
  }

  toJSON(): Record<MetricName, MetricJson> {
    const out = {} as Record<MetricName, MetricJson>;
    for (const name of names) {
      const value = this.#value(name);
      out[name] = Number.isFinite(value) ? value : Number.isNaN(value) ? null : value > 0 ? 'Infinity' : '-Infinity';
    }
    return out;
  }

  describe(): string {
    const { periodsPerYear, annualRiskFree } = this.#span;
    const lines = [
      `Annualised with ${Number(periodsPerYear.toFixed(4))} bars a year, risk-free ${Number((annualRiskFree * 100).toFixed(4))}% a year.`,
    ];
    const width = Math.max(...metricCatalog.map((entry) => entry.label.length));
    let group: MetricGroup | undefined;
    for (const entry of metricCatalog) {
      if (entry.group !== group) lines.push('', entry.group.toUpperCase());
      group = entry.group;
      lines.push(`${entry.label.padEnd(width)}  ${formatMetric(entry.name, this.#value(entry.name)).padStart(16)}`);
    }
    return lines.join('\n');
  }
}

/**
 * All metrics of a run as one lazy object: each is computed when it is first read, and remembered.
 *
 * Losses are negative throughout (a drawdown of -0.2 is a fall of 20 %); fractions are of 1; money is in quote units;
 * durations are ms. Undefined is NaN, never 0; every metric says in its own docstring when that is.
 *
 * @param input what the run left behind; only bars from `input.from` on count, and trades entered from there on.
 * @throws ArgumentError for a field that is missing, of another length or out of range.
 * @example
 * ```ts
 * import { metricsOf } from 'barwright/metrics';
 * const metrics = metricsOf({
 *   equity: Float64Array.of(110, 99, 121),
 *   time: Float64Array.of(0, 86_400_000, 172_800_000),
 *   startingCash: 100,
 *   intervalMs: 86_400_000,
 *   periodsPerYear: 365,
 * });
 * metrics.totalReturn; // 0.21
 * metrics.maxDrawdown; // -0.1
 * ```
 */
export function metricsOf(input: MetricsInput): Metrics {
  checkMetricsInput(input);
  return new LazyMetrics(spanOf(input)) as unknown as Metrics;
}
