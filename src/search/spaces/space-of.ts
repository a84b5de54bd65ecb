import { ArgumentError, checkKeys, show, suggestion } from '../../core/index.ts';
import { completeParameters, type ParameterSpace } from '../../strategy/index.ts';
import { type Dimension, readDimensions, valueOfCode } from './dimension.ts';
import type { DimensionSpec } from './dimension-spec.ts';
import { createSpace, type SearchSpace, type SpaceOptions } from './space.ts';

/** A class of strategies whose parameters can be searched. */
export type SearchedStrategy<P extends object> = (new (
  params?: Partial<P>,
) => { readonly params: Readonly<P> }) & {
  readonly parameters?: ParameterSpace;
};

/** Options of {@link spaceOf}. */
export interface SpaceOfOptions<P extends object> extends SpaceOptions<Readonly<P>> {
  /** Other ranges, lists or fixed values for some of the parameters. */
  readonly dimensions?: { readonly [name in keyof P]?: DimensionSpec };
}

/**
 * The space that a strategy declares in `static parameters`.
 *
 * @param strategy the class.
 * @param options `dimensions`: what to search instead of the declared range; `where`: the constraint.
 * @throws ArgumentError where the class declares no parameters, or not those named, or would refuse one of the values.
 * @example
 * ```ts
 * import { defineStrategy, rsi } from 'barwright';
 * import { spaceOf } from 'barwright/search';
 * const Dip = defineStrategy({
 *   name: 'Dip',
 *   parameters: {
 *     period: { type: 'int', min: 2, max: 30, default: 14 },
 *     level: { type: 'float', min: 5, max: 50, default: 30 },
 *   },
 *   signals: (bars, p) => ({ entries: Uint8Array.from(rsi(bars.close, p.period), (v) => +(v < p.level)) }),
 * });
 * spaceOf(Dip).count; // Infinity: level is continuous
 * spaceOf(Dip, { dimensions: { level: { from: 10, to: 40, step: 5 } } }).count; // 203 = 29 x 7
 * ```
 */
export function spaceOf<P extends object>(strategy: SearchedStrategy<P>, options: SpaceOfOptions<P> = {}): SearchSpace<Readonly<P>> {
  if (typeof strategy !== 'function') {
    throw new ArgumentError(`Expected \`strategy\` to be a class of strategies, was \`${show(strategy)}\`.`);
  }
  checkKeys('space options', options, ['dimensions', 'where']);
  const declared = strategy.parameters ?? {};
  const names = Object.keys(declared);
  if (names.length === 0) {
    throw new ArgumentError(
      `Expected ${strategy.name || 'the strategy'} to declare \`static parameters\`, was without: declare them, or pass a \`space\`.`,
    );
  }
  const given = (options.dimensions ?? {}) as Readonly<Record<string, DimensionSpec>>;
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const hint = suggestion(name, names) || ` It has ${names.join(', ')}.`;
    throw new ArgumentError(`Unknown parameter \`${name}\` of ${strategy.name || 'the strategy'}.${hint}`);
  }
  const dimensions = readDimensions({ ...declared, ...given });
  for (const dimension of dimensions) {
    if (dimension.name in given) checkDeclared(strategy.name || 'the strategy', declared, dimension);
  }
  return createSpace('space', dimensions, options.where);
}

const mostChecked = 10_000;

/** Refuses values that the strategy would refuse: all of them where they are few, the ends of a range otherwise. */
function checkDeclared(strategy: string, declared: ParameterSpace, dimension: Dimension): void {
  const { count, name } = dimension;
  const codes =
    count <= mostChecked ? Array.from({ length: count }, (_, i) => dimension.codeOf(i)) : [dimension.codeAt(0), dimension.codeAt(1)];
  for (const code of codes) completeParameters(strategy, declared, { [name]: valueOfCode(dimension, code) });
}
