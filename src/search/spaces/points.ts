import { ArgumentError, checkInteger, suggestion } from '../../core/index.ts';
import { type Dimension, valueOfCode } from './dimension.ts';
import type { Choice } from './dimension-spec.ts';

/**
 * Points of a search space, a column for each parameter.
 *
 * A column is a `Float64Array` of numbers, of indices into {@link Points.choices} where the parameter has choices, and NaN where
 * the parameter is not active. `at(i)` and iteration make objects of them.
 *
 * @typeParam P the parameters of one point.
 * @example
 * ```ts
 * import { grid, pointsOf } from 'barwright/search';
 * const points = pointsOf(grid({ fast: [5, 10], mode: ['trend', 'fade'] }));
 * points.length; // 4
 * points.column('fast'); // Float64Array [5, 5, 10, 10]
 * points.column('mode'); // Float64Array [0, 1, 0, 1]
 * points.at(1); // { fast: 5, mode: 'fade' }
 * ```
 */
export class Points<P extends object = Readonly<Record<string, unknown>>> implements Iterable<P> {
  readonly length: number;
  /** The parameters, in the order of the space. */
  readonly names: readonly string[];
  readonly #dimensions: readonly Dimension[];
  readonly #columns: readonly Float64Array[];

  /** @internal */
  constructor(dimensions: readonly Dimension[], columns: readonly Float64Array[]) {
    this.length = columns[0].length;
    this.names = dimensions.map(({ name }) => name);
    this.#dimensions = dimensions;
    this.#columns = columns;
  }

  /**
   * The codes of one parameter at all points. The array is that of the points: read it, do not write it.
   *
   * @throws ArgumentError where the space has no such parameter.
   */
  column(name: keyof P & string): Float64Array {
    return this.#columns[this.#placeOf(name)];
  }

  /**
   * The values that the codes of a parameter count; undefined where its codes are its numbers.
   *
   * @throws ArgumentError where the space has no such parameter.
   */
  choices(name: keyof P & string): readonly Choice[] | undefined {
    return this.#dimensions[this.#placeOf(name)].choices;
  }

  /**
   * The parameters of one point, frozen, without those that are not active.
   *
   * @param index 0 to `length - 1`.
   * @throws ArgumentError where there is no such point.
   */
  at(index: number): P {
    checkInteger('index', index, { min: 0, max: this.length - 1 });
    const point: Record<string, unknown> = {};
    for (let place = 0; place < this.#columns.length; place++) {
      const code = this.#columns[place][index];
      if (!Number.isNaN(code)) point[this.names[place]] = valueOfCode(this.#dimensions[place], code);
    }
    return Object.freeze(point) as P;
  }

  /** The points from `start` up to, but not including, `end`; their columns are views. */
  slice(start: number, end: number = this.length): Points<P> {
    return new Points(
      this.#dimensions,
      this.#columns.map((column) => column.subarray(start, end)),
    );
  }

  *[Symbol.iterator](): IterableIterator<P> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  #placeOf(name: string): number {
    const place = this.names.indexOf(name);
    if (place >= 0) return place;
    throw new ArgumentError(
      `Unknown parameter \`${name}\`.${suggestion(name, this.names) || ` The points have ${this.names.join(', ')}.`}`,
    );
  }
}

/** Points from rows of codes. */
export function pointsOfRows<P extends object>(dimensions: readonly Dimension[], rows: readonly Float64Array[]): Points<P> {
  const columns = dimensions.map((_, place) => Float64Array.from(rows, (row) => row[place]));
  return new Points(dimensions, columns);
}
