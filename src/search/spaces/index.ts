/**
 * What can be searched: parameters, conditions, constraints and points.
 *
 * @module search
 */
export type {
  BooleanDimension,
  Choice,
  ChoiceDimension,
  DimensionSpec,
  DimensionSpecs,
  FloatDimension,
  IntDimension,
  PointOf,
  RangeDimension,
  ValuesDimension,
  When,
} from './dimension-spec.ts';
export { type GridOptions, grid } from './grid.ts';
export { Points } from './points.ts';
export { pointsFrom } from './points-from.ts';
export { pointsOf } from './points-of.ts';
export { type SearchSpace, type SpaceOptions, space } from './space.ts';
export { type SearchedStrategy, type SpaceOfOptions, spaceOf } from './space-of.ts';
