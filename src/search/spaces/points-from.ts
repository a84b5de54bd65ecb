import { ArgumentError, show, suggestion } from '../../core/index.ts';
import { isActive } from './blocks.ts';
import { describePoint } from './constraint.ts';
import { codeOfValue, type Dimension } from './dimension.ts';
import { type Points, pointsOfRows } from './points.ts';
import { constraintOn, partsOf, type SearchSpace } from './space.ts';

/**
 * Points of a space from objects: to try what is known already, or to read stored trials.
 *
 * @param searched the space.
 * @param list the parameters of each point. One that is not active is left out; one with a single value may be.
 * @throws ArgumentError where a parameter is unknown, missing, not active or outside its range, or a point does not meet the
 * constraint.
 * @example
 * ```ts
 * import { pointsFrom, space } from 'barwright/search';
 * const windows = space({ fast: { from: 5, to: 50 }, slow: { from: 20, to: 200 } }, { where: (p) => p.fast < p.slow });
 * pointsFrom(windows, [{ fast: 10, slow: 50 }, { fast: 20, slow: 100 }]).column('slow'); // Float64Array [50, 100]
 * ```
 */
export function pointsFrom<P extends object>(searched: SearchSpace<P>, list: readonly Readonly<Record<string, unknown>>[]): Points<P> {
  const { dimensions, order } = partsOf(searched);
  const meets = constraintOn(searched);
  const rows = list.map((point, i) => {
    const name = `points[${i}]`;
    if (typeof point !== 'object' || point === null)
      throw new ArgumentError(`Expected \`${name}\` to be an object, was \`${show(point)}\`.`);
    for (const key of Object.keys(point)) {
      if (searched.names.includes(key)) continue;
      const hint = suggestion(key, searched.names) || ` The space has ${searched.names.join(', ')}.`;
      throw new ArgumentError(`Unknown parameter \`${key}\` in \`${name}\`.${hint}`);
    }
    const codes = new Float64Array(dimensions.length);
    for (const place of order) codes[place] = codeIn(name, point, dimensions[place], isActive(dimensions[place], codes));
    if (!meets(codes)) throw new ArgumentError(`Expected \`${name}\` to meet the constraint of the space, was ${describePoint(point)}.`);
    return codes;
  });
  return pointsOfRows(dimensions, rows);
}

function codeIn(name: string, point: Readonly<Record<string, unknown>>, dimension: Dimension, isActiveHere: boolean): number {
  const value = point[dimension.name];
  if (!isActiveHere) {
    if (value === undefined) return Number.NaN;
    throw new ArgumentError(`Expected \`${name}.${dimension.name}\` to be left out, since it is not active there, was \`${show(value)}\`.`);
  }
  if (value === undefined && dimension.count === 1) return dimension.codeOf(0);
  return codeOfValue(`${name}.${dimension.name}`, dimension, value);
}
