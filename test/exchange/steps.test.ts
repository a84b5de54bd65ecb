import { ceilToStep, floorToStep, roundToStep } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const decimalSteps = fc.constantFrom(0.0001, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 0.3);
const counts = fc.integer({ min: 0, max: 10_000_000 });

describe('steps', () => {
  it('of 0 leave the number as it is', () => {
    for (const round of [floorToStep, ceilToStep, roundToStep]) expect(round(1.23456789, 0)).toBe(1.23456789);
  });

  it('give the decimal itself, not a sum of binary fractions', () => {
    expect(floorToStep(0.3, 0.1)).toBe(0.3);
    expect(ceilToStep(0.1 + 0.2, 0.1)).toBe(0.3);
    expect(floorToStep(1.15, 0.05)).toBe(1.15);
    expect(roundToStep(99.994999, 0.01)).toBe(99.99);
    expect(roundToStep(99.995001, 0.01)).toBe(100);
    expect(floorToStep(8.29, 0.01)).toBe(8.29);
    expect(ceilToStep(8.2900001, 0.01)).toBe(8.3);
  });

  it('keep every multiple, and keep what they made', () => {
    fc.assert(
      fc.property(decimalSteps, counts, (step, count) => {
        const multiple = roundToStep(count * step, step);
        for (const round of [floorToStep, ceilToStep, roundToStep]) expect(round(multiple, step)).toBe(multiple);
        expect(floorToStep(count * step, step)).toBe(multiple);
        expect(ceilToStep(count * step, step)).toBe(multiple);
      }),
      { numRuns: 500 },
    );
  });

  it('bracket the number by less than one step', () => {
    fc.assert(
      fc.property(decimalSteps, fc.double({ min: 0, max: 1e6, noNaN: true }), (step, value) => {
        const [low, near, high] = [floorToStep(value, step), roundToStep(value, step), ceilToStep(value, step)];
        const slack = 1e-8 * step + 1e-11 * value;
        expect(low).toBeLessThanOrEqual(value + slack);
        expect(high).toBeGreaterThanOrEqual(value - slack);
        expect(high - low).toBeLessThan(step * (1 + 1e-6) + slack);
        expect(Math.abs(near - value)).toBeLessThanOrEqual(step / 2 + slack);
        expect(near === low || near === high).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never go down as the number goes up', () => {
    fc.assert(
      fc.property(
        decimalSteps,
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (step, value, more) => {
          for (const round of [floorToStep, ceilToStep, roundToStep])
            expect(round(value + more, step)).toBeGreaterThanOrEqual(round(value, step));
        },
      ),
    );
  });
});
