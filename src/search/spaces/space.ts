import { ArgumentError, checkKeys, show } from '../../core/index.ts';
import { type Block, blocksOf, conditionOrder, isActive } from './blocks.ts';
import { type Constraint, constraintOf } from './constraint.ts';
import { type Dimension, readDimensions } from './dimension.ts';
import type { DimensionSpecs, PointOf } from './dimension-spec.ts';

/** Options of {@link space}. */
export interface SpaceOptions<P extends object> {
  /**
   * Which points count, such as `(p) => p.fast < p.slow`. It sees one object that is filled anew for each point: read it, do not
   * keep it. A parameter that is not active is undefined in it.
   */
  readonly where?: (point: P) => boolean;
}

/**
 * What can be searched: parameters, conditions between them, and a constraint.
 *
 * @typeParam P the parameters of one point.
 */
export interface SearchSpace<P extends object = Readonly<Record<string, unknown>>> {
  /** `grid` where every point is meant to be tried. */
  readonly kind: 'space' | 'grid';
  /** The parameters, in the order they were given. */
  readonly names: readonly string[];
  /** Number of points before the constraint, without building them; Infinity where a parameter is continuous. */
  readonly count: number;
  /** The constraint, where there is one. */
  where?(point: P): boolean;
}

/** What the samplers know of a space beyond its face. */
export interface SpaceParts {
  readonly dimensions: readonly Dimension[];
  /** Places of the parameters, each after those that its conditions read. */
  readonly order: readonly number[];
  /** Parts of a space without continuous parameters; none otherwise. */
  readonly blocks: readonly Block[];
}

const parts: unique symbol = Symbol.for('barwright.space-parts') as never;

/**
 * A space to search by drawing points: whole and real numbers on a linear or a logarithmic scale, choices, parameters that are
 * active only where others have certain values, and a constraint.
 *
 * @param dimensions each parameter by name: `{ from, to, step }`, a list of values, `{ type: 'int' | 'float' | 'choice' |
 * 'boolean', ... }` as in `static parameters`, or one fixed value. `when: { mode: 'trend' }` makes a parameter active only there;
 * elsewhere it is left out of the point.
 * @param options `where`: the constraint.
 * @throws ArgumentError where there is no parameter, a range is empty, or a condition names no value of another parameter.
 * @example
 * ```ts
 * import { randomSearch, space } from 'barwright/search';
 * const stops = space(
 *   {
 *     fast: { from: 5, to: 50 },
 *     slow: { type: 'int', min: 20, max: 500, scale: 'log' },
 *     exit: ['signal', 'trailing'],
 *     distance: { type: 'float', min: 0.005, max: 0.1, scale: 'log', when: { exit: 'trailing' } },
 *   },
 *   { where: (p) => p.fast < p.slow },
 * );
 * const { points } = randomSearch({ trials: 100 }).start(stops, 42).ask();
 * points.at(0); // such as { fast: 12, slow: 96, exit: 'trailing', distance: 0.021 }
 * ```
 */
export function space<const D extends DimensionSpecs>(dimensions: D, options: SpaceOptions<PointOf<D>> = {}): SearchSpace<PointOf<D>> {
  checkKeys('space options', options, ['where']);
  return createSpace('space', readDimensions(dimensions), options.where);
}

/** A space of checked parameters. */
export function createSpace<P extends object>(
  kind: SearchSpace['kind'],
  dimensions: readonly Dimension[],
  where: ((point: P) => boolean) | undefined,
): SearchSpace<P> {
  if (where !== undefined && typeof where !== 'function') {
    throw new ArgumentError(`Expected \`where\` to be a function of a point, was \`${show(where)}\`.`);
  }
  const order = conditionOrder(dimensions);
  const isSeparate = dimensions.every(({ count }) => Number.isFinite(count));
  const blocks = isSeparate ? blocksOf(dimensions, order) : [];
  const last = blocks.at(-1);
  const created = {
    kind,
    names: Object.freeze(dimensions.map(({ name }) => name)),
    count: last === undefined ? Number.POSITIVE_INFINITY : last.start + last.size,
    ...(where !== undefined && { where }),
  };
  Object.defineProperty(created, parts, { value: { dimensions, order, blocks } satisfies SpaceParts });
  return Object.freeze(created);
}

/**
 * The parts of a space.
 *
 * @throws ArgumentError where the value is no space.
 */
export function partsOf(searched: SearchSpace<never>): SpaceParts {
  const found = typeof searched === 'object' && searched !== null ? (searched as unknown as { [parts]?: SpaceParts })[parts] : undefined;
  if (found !== undefined) return found;
  throw new ArgumentError(`Expected \`space\` to be made by \`grid\`, \`space\` or \`spaceOf\`, was \`${show(searched)}\`.`);
}

/** The constraint of a space on codes, with a point of its own to fill. */
export function constraintOn<P extends object>(searched: SearchSpace<P>): Constraint {
  return constraintOf(partsOf(searched).dimensions, searched.where);
}

/** The codes at a place of the unit cube, NaN where a parameter is not active. */
export function codesAt({ dimensions, order }: SpaceParts, unit: ArrayLike<number>): Float64Array {
  const codes = new Float64Array(dimensions.length);
  for (const place of order) {
    const dimension = dimensions[place];
    codes[place] = isActive(dimension, codes) ? dimension.codeAt(unit[place]) : Number.NaN;
  }
  return codes;
}
