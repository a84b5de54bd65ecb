import type { Dimension } from '../spaces/dimension.ts';
import type { Choice } from '../spaces/dimension-spec.ts';
import { Points } from '../spaces/points.ts';

/** Points as plain values and one column: they travel to other threads and machines. */
export interface PackedPoints {
  readonly names: readonly string[];
  /** The values that codes count, a list or null a parameter. */
  readonly choices: readonly (readonly Choice[] | null)[];
  /** Codes of the first parameter at all points, then those of the next. */
  readonly codes: Float64Array;
}

/** Points as plain values; the codes are a copy. */
export function packPoints<P extends object>(points: Points<P>): PackedPoints {
  const codes = new Float64Array(points.names.length * points.length);
  points.names.forEach((name, place) => {
    codes.set(points.column(name as keyof P & string), place * points.length);
  });
  return { names: points.names, choices: points.names.map((name) => points.choices(name as keyof P & string) ?? null), codes };
}

/** The points again: their columns, names and values, not the scales that they were drawn on. */
export function unpackPoints<P extends object>({ names, choices, codes }: PackedPoints): Points<P> {
  const length = codes.length / names.length;
  const dimensions = names.map((name, place) => ({ name, choices: choices[place] ?? undefined }) as Dimension);
  return new Points<P>(
    dimensions,
    names.map((_, place) => codes.subarray(place * length, (place + 1) * length)),
  );
}
