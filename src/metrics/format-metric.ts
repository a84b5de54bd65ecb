import { ArgumentError, formatDuration, suggestion } from '../core/index.ts';
import { type MetricEntry, metricCatalog } from './catalog.ts';
import type { MetricName } from './metric-values.ts';

const entries: ReadonlyMap<string, MetricEntry> = new Map(metricCatalog.map((entry) => [entry.name, entry]));

/** The catalog's entry of a metric; throws with "did you mean" for a name that is none. */
export function metricEntry(name: MetricName): MetricEntry {
  const entry = entries.get(name);
  if (entry !== undefined) return entry;
  throw new ArgumentError(`Unknown metric \`${name}\`.${suggestion(String(name), [...entries.keys()])}`);
}

/**
 * A metric's value as a person reads it: `12.34%`, `1.52`, `1,234.50`, `3d 4h`; `n/a` where it is undefined, `∞` where
 * it has no bound.
 *
 * @throws ArgumentError for an unknown metric, with "did you mean".
 * @example
 * ```ts
 * import { formatMetric } from 'barwright/metrics';
 * formatMetric('maxDrawdown', -0.1234); // '-12.34%'
 * formatMetric('sharpe', Number.NaN); // 'n/a'
 * ```
 */
export function formatMetric(name: MetricName, value: number): string {
  const { format } = metricEntry(name);
  if (Number.isNaN(value)) return 'n/a';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  switch (format) {
    case 'percent':
      return `${fixed(value * 100)}%`;
    case 'duration':
      return formatDuration(value);
    case 'count':
      return grouped(value, 0);
    case 'bars':
      return grouped(value, Number.isInteger(value) ? 0 : 1);
    default:
      return fixed(value);
  }
}

/** Two digits after the point, thousands grouped; from a billion up in powers of ten. */
function fixed(value: number): string {
  return Math.abs(value) >= 1e9 ? value.toExponential(2) : grouped(value, 2);
}

function grouped(value: number, digits: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(digits).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}
