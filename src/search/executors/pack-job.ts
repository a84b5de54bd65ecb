import { createHash } from 'node:crypto';
import type { BacktestData, BacktestOptions } from '../../backtest/index.ts';
import type { TrialCell } from '../cells/trial-cell.ts';
import type { TrialMetric } from '../sweep/trial-metrics.ts';
import { TrialRunner } from '../sweep/trial-runner.ts';
import type { TrialJob } from './executor.ts';
import { type ColumnArray, type PackedColumns, type PlainValue, packValue, unpackValue } from './pack-values.ts';
import { importStrategy, type StrategySource, sourceOf } from './strategy-source.ts';

/** A job that can travel: text, and columns by a hash of what is in them. */
export interface PackedJob {
  /** Tells jobs apart by all that is in them. */
  readonly hash: string;
  /** Everything but the columns, as JSON. */
  readonly manifest: string;
  readonly columns: PackedColumns;
}

interface Manifest {
  readonly strategy: StrategySource;
  readonly data: PlainValue;
  readonly options: PlainValue;
  readonly metrics: readonly TrialMetric[];
  readonly seed: number;
  readonly cells?: readonly TrialCell[];
}

/**
 * A job as text and columns.
 *
 * @throws ArgumentError where the class cannot be imported, or part of the data or options cannot travel.
 */
export function packJob<P extends object>(job: TrialJob<P>): PackedJob {
  const columns = new Map<string, ColumnArray>();
  const strategy = sourceOf(job.strategy);
  const packer = { columns, known: staticsOf(job.strategy), mend: mendFor(strategy.name) };
  const manifest: Manifest = {
    strategy,
    data: packValue('data', job.data, packer),
    options: packValue('options', job.options, packer),
    metrics: job.metrics,
    seed: job.seed,
    ...(job.cells !== undefined && { cells: job.cells }),
  };
  const text = JSON.stringify(manifest);
  return { hash: createHash('sha256').update(text).digest('hex').slice(0, 32), manifest: text, columns };
}

/**
 * The runner of a packed job, in another thread or process.
 *
 * @throws ArgumentError where the module of the strategy cannot be imported, or does not export it.
 */
export async function openPacked<P extends object>(
  packed: PackedJob,
): Promise<{ readonly job: TrialJob<P>; readonly runner: TrialRunner<P> }> {
  const { strategy: source, data, options, metrics, seed, cells } = JSON.parse(packed.manifest) as Manifest;
  const strategy = await importStrategy<P>(source);
  const statics = strategy as unknown as Readonly<Record<string, unknown>>;
  const job: TrialJob<P> = {
    strategy,
    data: unpackValue(data, packed.columns, statics) as BacktestData,
    options: unpackValue(options, packed.columns, statics) as BacktestOptions,
    metrics,
    seed,
    ...(cells !== undefined && { cells }),
  };
  return { job, runner: new TrialRunner(job) };
}

/** Objects and functions that are static fields of a class, by which it gives models to its sweeps. */
function staticsOf(strategy: unknown): ReadonlyMap<unknown, string> {
  const known = new Map<unknown, string>();
  for (let of = strategy; typeof of === 'function' && of !== Function.prototype; of = Object.getPrototypeOf(of)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(of))) {
      const isOwn = name !== 'prototype' && ((typeof value === 'object' && value !== null) || typeof value === 'function');
      if (isOwn && !known.has(value)) known.set(value, name);
    }
  }
  return known;
}

function mendFor(name: string): string {
  return `Make it a static field of \`${name}\`, such as \`static model = ...\`, and give \`${name}.model\`; or run with \`workers: 'inline'\`.`;
}
