import { ArgumentError, checkInteger, checkKeys } from '../../core/index.ts';
import { readDimensions } from './dimension.ts';
import type { DimensionSpecs, PointOf } from './dimension-spec.ts';
import { createSpace, partsOf, type SearchSpace, type SpaceOptions } from './space.ts';

/** Options of {@link grid}. */
export interface GridOptions<P extends object> extends SpaceOptions<P> {
  /** A grid of more points before the constraint is refused: an integer >= 1. @default 10_000_000 */
  readonly maxPoints?: number;
}

const defaultMaxPoints = 10_000_000;

/**
 * A space of which every point is tried. Points are counted without building them, and run as an odometer does: the last parameter
 * fastest. A parameter that is not active does not multiply them.
 *
 * @param dimensions each parameter by name, as {@link space} takes them: `{ from, to, step }`, a list of values, ... A real
 * parameter needs `steps`.
 * @param options `where`: the constraint; `maxPoints`: the size at which a grid is refused.
 * @throws ArgumentError where there is no parameter, a range is empty, a parameter is continuous, or the grid is larger than `maxPoints`.
 * @example
 * ```ts
 * import { grid } from 'barwright/search';
 * const windows = grid({ fast: { from: 5, to: 50 }, slow: { from: 20, to: 200, step: 2 } }, { where: (p) => p.fast < p.slow });
 * windows.count; // 4186 = 46 x 91, before the constraint
 * ```
 */
export function grid<const D extends DimensionSpecs>(dimensions: D, options: GridOptions<PointOf<D>> = {}): SearchSpace<PointOf<D>> {
  checkKeys('grid options', options, ['where', 'maxPoints']);
  const maxPoints = checkInteger('maxPoints', options.maxPoints ?? defaultMaxPoints, { min: 1 });
  const made = createSpace('grid', readDimensions(dimensions), options.where);
  checkGridSize(made, maxPoints);
  return made as SearchSpace<PointOf<D>>;
}

/**
 * Refuses to try every point of a space that has too many.
 *
 * @throws ArgumentError where a parameter is continuous, or the space has more than `maxPoints` points.
 */
export function checkGridSize(searched: SearchSpace<never>, maxPoints: number = defaultMaxPoints): void {
  const { dimensions } = partsOf(searched);
  const continuous = dimensions.find(({ count }) => !Number.isFinite(count));
  if (continuous !== undefined) {
    throw new ArgumentError(
      `Expected \`${continuous.name}\` to have separate values in a grid, was continuous: give it \`steps\`, or draw points of a \`space\` with \`randomSearch\`.`,
    );
  }
  if (searched.count <= maxPoints) return;
  const sizes = dimensions.map(({ name, count }) => `${count.toLocaleString('en')} of \`${name}\``).join(', ');
  throw new ArgumentError(
    `Expected the grid to have at most ${maxPoints.toLocaleString('en')} points, was ${searched.count.toLocaleString('en')} (${sizes}): ` +
      'take larger steps, draw points of a `space` with `randomSearch({ trials })`, or raise `maxPoints`.',
  );
}
