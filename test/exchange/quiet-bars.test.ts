import { quietBetween, quietFlat, quietHeld, quietTrailing, quietWaiting } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';

const high = Float64Array.of(101, 103, 106, 104, 102);
const low = Float64Array.of(99, 98, 101, 97, 90);
const close = Float64Array.of(100, 102, 105, 98, 91);
const none = new Uint8Array(5);
const act = Uint8Array.of(0, 0, 0, 2, 0);
const fresh = (): Float64Array => new Float64Array(5).fill(-1);

describe('quiet bars', () => {
  it('without a position are worth the cash, up to a bar that acts', () => {
    const equity = fresh();
    expect(quietFlat(equity, act, 7, 1, 5)).toBe(3);
    expect(Array.from(equity)).toEqual([-1, 7, 7, -1, -1]);
    expect(quietFlat(equity, none, 7, 3, 4)).toBe(4);
    expect(quietFlat(equity, act, 7, 3, 5)).toBe(3);
  });

  it('with a position are worth cash and position', () => {
    const equity = fresh();
    expect(quietHeld(equity, act, 10, -2, close, 0, 5)).toBe(3);
    expect(Array.from(equity)).toEqual([-190, -194, -200, -1, -1]);
  });

  it('end where a level is touched, NaN being none', () => {
    expect(quietBetween(fresh(), none, 0, 1, high, low, close, 98, 200, 0, 5)).toBe(1);
    expect(quietBetween(fresh(), none, 0, 1, high, low, close, 97.9, 200, 0, 5)).toBe(3);
    expect(quietBetween(fresh(), none, 0, 1, high, low, close, Number.NaN, 106, 0, 5)).toBe(2);
    expect(quietBetween(fresh(), none, 0, 1, high, low, close, Number.NaN, 106.1, 0, 4)).toBe(4);
    expect(quietBetween(fresh(), act, 0, 1, high, low, close, Number.NaN, Number.NaN, 0, 5)).toBe(3);
  });

  it('end where a waiting entry is touched', () => {
    expect(quietWaiting(fresh(), none, 0, low, 98, true, 0, 5)).toBe(1);
    expect(quietWaiting(fresh(), none, 0, high, 106, false, 0, 5)).toBe(2);
    expect(quietWaiting(fresh(), act, 0, low, 1, true, 0, 5)).toBe(3);
  });

  it('move the trail of a long, at the close or inside the bar', () => {
    const peak = Float64Array.of(100);
    // Bar 3 works with the 106 of bar 2: 97.5 is above its low.
    expect(quietTrailing(fresh(), none, 0, 1, high, low, close, Number.NaN, Number.NaN, 2, 8.5, 0, false, peak, 0, 0, 5)).toBe(3);
    expect(peak[0]).toBe(106);
    const inside = Float64Array.of(100);
    // Inside bar 2 the trail may rise to 101, which is its low.
    expect(quietTrailing(fresh(), none, 0, 1, high, low, close, Number.NaN, Number.NaN, 2, 5, 0, true, inside, 0, 0, 5)).toBe(1);
    expect(inside[0]).toBe(101);
  });

  it('move the trail of a short downwards', () => {
    const peak = Float64Array.of(100);
    expect(quietTrailing(fresh(), none, 0, -1, high, low, close, Number.NaN, Number.NaN, 1, 0.05, 0, false, peak, 0, 0, 5)).toBe(2);
    expect(peak[0]).toBe(98);
  });
});
