import { roundToStep } from '../steps.ts';

/** How a level is given: not at all, as a fraction of the base price, a distance from it, or the price itself. */
export const levelKinds: { readonly none: 0; readonly fraction: 1; readonly distance: 2; readonly price: 3 } = {
  none: 0,
  fraction: 1,
  distance: 2,
  price: 3,
};

/** A code of {@link levelKinds}. */
export type LevelKind = 0 | 1 | 2 | 3;

/**
 * The price of a level: base x (1 + sign x value), base + sign x value, or the value itself; NaN for none.
 *
 * @param sign 1 for a level above the base, -1 for one below.
 */
export function levelPrice(kind: LevelKind, value: number, base: number, sign: number, tickSize: number): number {
  if (kind === 0 || Number.isNaN(value)) return Number.NaN;
  const price = kind === 1 ? base * (1 + sign * value) : kind === 2 ? base + sign * value : value;
  return roundToStep(price, tickSize);
}

/** Stop, target and trail of one position as they were decided; the levels follow from the base price. */
export interface Protection {
  stopKind: LevelKind;
  stopValue: number;
  targetKind: LevelKind;
  targetValue: number;
  trailKind: LevelKind;
  trailValue: number;
}

/** No stop, no target, no trail. */
export function noProtection(): Protection {
  return {
    stopKind: 0,
    stopValue: Number.NaN,
    targetKind: 0,
    targetValue: Number.NaN,
    trailKind: 0,
    trailValue: Number.NaN,
  };
}
