import { createHash } from 'node:crypto';
import { hashColumns } from '../../core/index.ts';
import { Bars, barFields } from '../../market/index.ts';
import { partsOf } from '../spaces/space.ts';
import type { CompleteSweep } from './sweep-options.ts';
import { barsOf } from './trial-runner.ts';

/** What a stored sweep was of: another sweep has another one in at least one entry. */
export interface SweepFingerprint {
  readonly strategy: string;
  readonly data: string;
  readonly space: string;
  readonly sampler: string;
  readonly options: string;
  readonly metrics: string;
  readonly seed: string;
}

/** The fingerprint of a sweep. Functions count by their text, columns and bars by their numbers. */
export function fingerprintOf<P extends object>(asked: CompleteSweep<P>): SweepFingerprint {
  const { strategy, data, space, sampler, options, metrics, seed, objective, minTrades, cells } = asked;
  const { dimensions } = partsOf(space);
  const ranges = dimensions.map((dimension) => [dimension, [0, 0.25, 0.5, 0.75, 1].map((unit) => dimension.codeAt(unit))]);
  const choice = sampler.isAdaptive ? [objective, minTrades, ...(cells === undefined ? [] : [cells.combine])] : [];
  return {
    strategy: strategy.name,
    data: digest(barsOf(data).length > 0 ? barsOf(data) : data),
    space: digest([ranges, space.where]),
    sampler: `${sampler.name} ${digest([sampler.options, ...choice])}`,
    options: digest(cells === undefined ? options : [options, cells.list]),
    metrics: metrics.join(' '),
    seed: String(seed),
  };
}

/** A short hash of any value. Functions count by their text, columns and bars by their numbers. */
export function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(plain(value)))
    .digest('hex')
    .slice(0, 16);
}

function plain(value: unknown): unknown {
  if (typeof value === 'function') return { text: String(value), fields: plainFields(value) };
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Float64Array) return { columns: hashColumns([value]) };
  if (value instanceof Bars)
    return { bars: hashColumns(barFields.map((field) => value[field])), of: value.instrument, step: value.intervalMs };
  if (value instanceof Date) return value.getTime();
  if (ArrayBuffer.isView(value)) return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? plainFields(value) : value;
}

function plainFields(value: object): object {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, plain(field)]));
}
