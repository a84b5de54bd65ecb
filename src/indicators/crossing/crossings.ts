import { ArgumentError, checkKeys, checkLength, crossingInScope, type NumberColumn, show, toFloat64 } from '../../core/index.ts';
import { crossedAboveInto, crossedAboveLevelInto, crossedBelowInto, crossedBelowLevelInto, tieTolerance } from '../../kernels/index.ts';

/** Options of {@link crossedAbove} and {@link crossedBelow}. */
export interface CrossingOptions {
  /** Flags of the input's length to write to instead of new ones. */
  readonly out?: Uint8Array | undefined;
}

/**
 * The bars where `a` goes above `b`: 1 where it is above and was below before, perhaps with ties between; else 0.
 *
 * A tie holds the side, so that a touch from above is no crossing. Values within 1e-12 of each other, relative to `b`,
 * are a tie: two averages of the same prices that differ by rounding alone never decide a trade. NaN on either side
 * forgets the side, so the first bar after a warm-up never crosses.
 *
 * @param a a column.
 * @param b a column of the same length, or a level.
 * @param options `out`: flags to write to.
 * @throws ArgumentError where the lengths differ.
 * Source: vectorbt `crossed_above`, which has no tolerance.
 *
 * @example
 * ```ts
 * import { crossedAbove, sma, syntheticBars } from 'barwright';
 * const { close } = syntheticBars({ seed: 1, length: 500 });
 * const entries = crossedAbove(sma(close, 10), sma(close, 50));
 * ```
 */
export function crossedAbove(a: NumberColumn, b: NumberColumn | number, options: CrossingOptions = {}): Uint8Array {
  const found = fromScope(a, b, 'above', options);
  if (found !== undefined) return found;
  const { column, other, out } = prepare(a, b, options);
  if (typeof other === 'number') crossedAboveLevelInto(out, column, other, out.length);
  else crossedAboveInto(out, column, other, out.length);
  return out;
}

/**
 * The bars where `a` goes below `b`: 1 where it is below and was above before, perhaps with ties between; else 0.
 * The rules are those of {@link crossedAbove}.
 *
 * @param a a column.
 * @param b a column of the same length, or a level.
 * @param options `out`: flags to write to.
 * @throws ArgumentError where the lengths differ.
 * Source: vectorbt `crossed_below`, which has no tolerance.
 *
 * @example
 * ```ts
 * import { crossedBelow, rsi, syntheticBars } from 'barwright';
 * const { close } = syntheticBars({ seed: 1, length: 500 });
 * const entries = crossedBelow(rsi(close, 14), 30);
 * ```
 */
export function crossedBelow(a: NumberColumn, b: NumberColumn | number, options: CrossingOptions = {}): Uint8Array {
  const found = fromScope(a, b, 'below', options);
  if (found !== undefined) return found;
  const { column, other, out } = prepare(a, b, options);
  if (typeof other === 'number') crossedBelowLevelInto(out, column, other, out.length);
  else crossedBelowInto(out, column, other, out.length);
  return out;
}

/** The flags of one side where an open scope finds both at once. */
function fromScope(a: NumberColumn, b: NumberColumn | number, side: 'above' | 'below', options: CrossingOptions): Uint8Array | undefined {
  if (!(a instanceof Float64Array && b instanceof Float64Array) || Object.keys(options).length > 0) return undefined;
  return crossingInScope(a, b, side);
}

function prepare(
  a: NumberColumn,
  b: NumberColumn | number,
  options: CrossingOptions,
): { readonly column: Float64Array; readonly other: Float64Array | number; readonly out: Uint8Array } {
  checkKeys('options', options, ['out']);
  const column = toFloat64('a', a);
  const other = typeof b === 'number' ? b : toFloat64('b', b);
  if (typeof other === 'number') {
    if (!Number.isFinite(other)) throw new ArgumentError(`Expected \`b\` to be a column or a finite level, was \`${other}\`.`);
  } else checkLength('b', other, column.length, '`a`');
  const out = options.out ?? new Uint8Array(column.length);
  if (!(out instanceof Uint8Array)) throw new ArgumentError(`Expected \`out\` to be a Uint8Array, was \`${show(out)}\`.`);
  checkLength('out', out, column.length, '`a`');
  return { column, other, out };
}

/**
 * {@link crossedAbove} and {@link crossedBelow} bar by bar: 1 where `a` went above `b`, -1 where it went below, else 0.
 *
 * @example
 * ```ts
 * import { Crossing } from 'barwright/indicators';
 * const crossing = new Crossing();
 * crossing.next(1, 2); // 0: below
 * crossing.next(3, 2); // 1: went above
 * ```
 */
export class Crossing {
  #side: number = 0;

  /** Takes the next pair of values. */
  next(a: number, b: number): -1 | 0 | 1 {
    const before = this.#side;
    this.#side = sideOf(a, b, before);
    return this.#side * before < 0 ? (this.#side as -1 | 1) : 0;
  }

  /** The answer if this were the next pair; nothing changes. */
  peek(a: number, b: number): -1 | 0 | 1 {
    const side = sideOf(a, b, this.#side);
    return side * this.#side < 0 ? (side as -1 | 1) : 0;
  }

  /** Forgets the side. */
  reset(): void {
    this.#side = 0;
  }

  /** The state as plain JSON. */
  snapshot(): CrossingSnapshot {
    return { indicator: 'crossing', side: this.#side };
  }

  /** Continues from a snapshot. */
  static restore(snapshot: CrossingSnapshot): Crossing {
    if (snapshot?.indicator !== 'crossing' || ![-1, 0, 1].includes(snapshot.side)) {
      throw new ArgumentError(`Expected a snapshot of \`crossing\`, was \`${show(snapshot)}\`.`);
    }
    const crossing = new Crossing();
    crossing.#side = snapshot.side;
    return crossing;
  }
}

/** State of a {@link Crossing}. */
export interface CrossingSnapshot {
  readonly indicator: 'crossing';
  /** 1 above, -1 below, 0 not known. */
  readonly side: number;
}

function sideOf(a: number, b: number, before: number): number {
  const gap = a - b;
  const tie = Math.abs(b) * tieTolerance;
  if (gap > tie) return 1;
  if (gap < -tie) return -1;
  return Number.isNaN(gap) ? 0 : before;
}
