import { ArgumentError } from 'barwright';
import { Rng } from 'barwright/core';
import { randomRejects } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const rejected = (probability: number, seed: number, count: number): readonly boolean[] => {
  const rng = new Rng(seed);
  return Array.from({ length: count }, () => randomRejects(probability).rejects(rng));
};

describe('random rejects', () => {
  it('are as many as the probability says', () => {
    const share = rejected(0.02, 5, 100_000).filter(Boolean).length / 100_000;
    // Standard error: sqrt(0.02 x 0.98 / 100,000) = 0.00044.
    expect(Math.abs(share - 0.02)).toBeLessThan(0.002);
  });

  it('are none at 0 and all at 1', () => {
    expect(rejected(0, 1, 1_000)).not.toContain(true);
    expect(rejected(1, 1, 1_000)).not.toContain(false);
  });

  it('are the same for a seed, and among those of a higher probability', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer(), (one, other, seed) => {
        const few = rejected(Math.min(one, other), seed, 50);
        const many = rejected(Math.max(one, other), seed, 50);
        expect(rejected(Math.min(one, other), seed, 50)).toEqual(few);
        few.forEach((isRejected, i) => {
          if (isRejected) expect(many[i]).toBe(true);
        });
      }),
    );
  });

  it('say what they are', () => expect(randomRejects(0.01).name).toBe('0.01 of messages'));

  it.each([-0.1, 1.1, Number.NaN, '1'])('refuse a probability of %o', (probability) => {
    expect(() => randomRejects(probability as never)).toThrow(ArgumentError);
    expect(() => randomRejects(probability as never)).toThrow('Expected `probability` to be a finite number >= 0 and <= 1');
  });
});
