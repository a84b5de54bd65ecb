import { ArgumentError, checkInteger, DataError, NotEnoughDataError, type NumberColumn, Rng, show, toFloat64 } from '../core/index.ts';
import { finiteCheck } from '../kernels/index.ts';

/** Deviations up to this share of the largest value are rounding noise. */
const noise = 1e-14;

/** A column of finite numbers, at least `least` of them. */
export function checkFinite(name: string, column: NumberColumn, least: number): Float64Array {
  const values = toFloat64(name, column);
  if (values.length < least)
    throw new NotEnoughDataError(`Expected \`${name}\` to have at least ${least} values, had ${values.length}: give a longer series.`);
  if (Number.isNaN(finiteCheck(values, 0, values.length))) {
    const row = values.findIndex((value) => !Number.isFinite(value));
    throw new DataError(`Expected \`${name}[${row}]\` to be finite, was \`${values[row]}\`.`, { row, field: name });
  }
  return values;
}

/** A column of finite numbers that are not all the same. */
export function checkSeries(name: string, column: NumberColumn, least: number): Float64Array {
  const values = checkFinite(name, column, least);
  let low = values[0];
  let high = values[0];
  for (let i = 1; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  if (high - low <= noise * Math.max(Math.abs(low), Math.abs(high)))
    throw new DataError(`Expected \`${name}\` to vary, all ${values.length} values are \`${values[0]}\`.`, { field: name });
  return values;
}

/** A series brought to mean square 1 about its mean, and the deviation that it was divided by. */
export interface ScaledSeries {
  readonly values: Float64Array;
  readonly scale: number;
  readonly mean: number;
}

/** Numbers near 1, so that an optimiser need not know the units. */
export function scaled(values: Float64Array): ScaledSeries {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const centre = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - centre) ** 2;
  const scale = Math.sqrt(squares / values.length);
  return { values: values.map((value) => value / scale), scale, mean: centre / scale };
}

/** The generator for a seed, or the one that was given. */
export function rngOf(seed: number | Rng): Rng {
  if (seed instanceof Rng) return seed;
  if (typeof seed === 'number') return new Rng(checkInteger('seed', seed));
  throw new ArgumentError(`Expected \`seed\` to be an integer or an Rng, was \`${show(seed)}\`.`);
}

/** The option, if it is true or false. */
export function checkFlag(name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new ArgumentError(`Expected \`${name}\` to be true or false, was \`${show(value)}\`.`);
}
