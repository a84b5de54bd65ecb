import { ArgumentError, show } from '../../core/index.ts';
import { type Dimension, valueOfCode } from './dimension.ts';

/** Whether a point of these codes meets the constraint. */
export type Constraint = (codes: Float64Array) => boolean;

/**
 * The constraint of a space on codes. One object is filled anew for each point, since a grid asks for millions; a parameter that
 * is not active is undefined in it.
 *
 * @throws ArgumentError where `where` throws, or answers anything but true or false.
 */
export function constraintOf<P extends object>(dimensions: readonly Dimension[], where: ((point: P) => boolean) | undefined): Constraint {
  if (where === undefined) return () => true;
  const point: Record<string, unknown> = Object.fromEntries(dimensions.map(({ name }) => [name, undefined]));
  const filled = new Float64Array(dimensions.length).fill(Number.NaN);
  return (codes) => {
    for (let place = 0; place < codes.length; place++) {
      const code = codes[place];
      if (Object.is(code, filled[place])) continue;
      filled[place] = code;
      point[dimensions[place].name] = Number.isNaN(code) ? undefined : valueOfCode(dimensions[place], code);
    }
    const answer = ask(where, point as P);
    if (typeof answer === 'boolean') return answer;
    throw new ArgumentError(`Expected \`where\` to answer true or false, was \`${show(answer)}\` for ${describePoint(point)}.`);
  };
}

function ask<P>(where: (point: P) => boolean, point: P): unknown {
  try {
    return where(point);
  } catch (error) {
    const reason = error instanceof Error ? error.message : show(error);
    throw new ArgumentError(`\`where\` threw for ${describePoint(point as object)}: ${reason}`, { cause: error });
  }
}

/** A point as error messages show it. */
export function describePoint(point: object): string {
  return `{ ${Object.entries(point)
    .map(([name, value]) => `${name}: ${show(value)}`)
    .join(', ')} }`;
}
