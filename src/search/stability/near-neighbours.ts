import { isOrdered, orderedPlaces, type ScoredPoints } from './scored-points.ts';

/** Points beside each other in a space that was sampled. */
export interface UnitMap {
  /** Places of the ordered parameters on [0, 1], a row for each point; NaN where not active. */
  readonly units: Float64Array;
  readonly width: number;
  /** Number of the points that share all choices and active parameters, for each point. */
  readonly kinds: Int32Array;
}

/** The neighbours of a point, and how far the farthest is. */
export interface Near {
  readonly neighbours: readonly number[];
  readonly reach: number;
}

/** Places of all points on the unit cube of the ordered parameters. */
export function unitMapOf({ space: { dimensions }, columns }: ScoredPoints): UnitMap {
  const places = orderedPlaces(dimensions);
  const length = columns[0].length;
  const units = new Float64Array(length * places.length);
  places.forEach((place, k) => {
    const dimension = dimensions[place];
    for (let point = 0; point < length; point++) {
      const code = columns[place][point];
      units[point * places.length + k] = Number.isNaN(code) ? Number.NaN : dimension.unitOf(code);
    }
  });
  const kinds = new Map<string, number>();
  const kindOf = (point: number): number => {
    const key = dimensions.map((one, place) => (isOrdered(one) ? Number.isNaN(columns[place][point]) : columns[place][point])).join(' ');
    const found = kinds.get(key) ?? kinds.size;
    kinds.set(key, found);
    return found;
  };
  return { units, width: places.length, kinds: Int32Array.from({ length }, (_, point) => kindOf(point)) };
}

/**
 * The points within `radius` of a point by every ordered parameter, a share of its range; where they are fewer than two for each of
 * these parameters, that many of the nearest. The distance is the largest difference by one parameter.
 */
export function nearNeighbours({ units, width, kinds }: UnitMap, point: number, radius: number): Near {
  const own = units.subarray(point * width, (point + 1) * width);
  const active = own.reduce((count, unit) => count + +!Number.isNaN(unit), 0);
  if (active === 0) return { neighbours: [], reach: Number.NaN };
  const least = 2 * active;
  const within: number[] = [];
  let reach = 0;
  // The nearest so far, in order.
  const nearest: { readonly other: number; readonly distance: number }[] = [];
  for (let other = 0; other < kinds.length; other++) {
    if (kinds[other] !== kinds[point] || other === point) continue;
    let distance = 0;
    for (let k = 0, at = other * width; k < width; k++, at++) {
      const apart = Math.abs(units[at] - own[k]);
      if (apart > distance) distance = apart;
    }
    if (distance <= radius) {
      within.push(other);
      reach = Math.max(reach, distance);
    }
    if (nearest.length === least && distance >= nearest[least - 1].distance) continue;
    let at = nearest.length;
    while (at > 0 && nearest[at - 1].distance > distance) at--;
    nearest.splice(at, 0, { other, distance });
    if (nearest.length > least) nearest.pop();
  }
  if (within.length >= least) return { neighbours: within, reach };
  return {
    neighbours: nearest.map(({ other }) => other).sort((a, b) => a - b),
    reach: nearest.length === 0 ? Number.NaN : nearest[nearest.length - 1].distance,
  };
}
