import { numberTicks, plainNumber, plainPercent, timeTicks } from 'barwright/charts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const labels = (ticks: readonly { readonly label: string }[]): readonly string[] => ticks.map(({ label }) => label);

describe('numberTicks', () => {
  it('are round numbers inside the range', () => {
    expect(labels(numberTicks(0, 1, 5))).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1']);
    expect(labels(numberTicks(-2_300, 41_000, 4))).toEqual(['0', '20k', '40k']);
    expect(labels(numberTicks(-0.034, 0.081, 4, plainPercent))).toEqual(['0%', '5%']);
  });

  it('stay few and inside for any range', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (low, width) => {
        const high = low + width;
        fc.pre(width > Math.abs(low) * 1e-9);
        const ticks = numberTicks(low, high, 5);
        expect(ticks.length).toBeLessThanOrEqual(11);
        for (const { value } of ticks) {
          expect(value).toBeGreaterThanOrEqual(low - width * 1e-6);
          expect(value).toBeLessThanOrEqual(high + width * 1e-6);
        }
      }),
    );
  });

  it('are one for a range of no width and none for one that is not finite', () => {
    expect(labels(numberTicks(5, 5, 4))).toEqual(['5']);
    expect(numberTicks(Number.NaN, 1, 4)).toEqual([]);
  });
});

describe('plainNumber', () => {
  it('is short', () => {
    expect([0, 0.1234, 999, 9_999, 12_345, 1_500_000, -2.5e9].map(plainNumber)).toEqual([
      '0',
      '0.123',
      '999',
      '10000',
      '12.3k',
      '1.5M',
      '-2.5B',
    ]);
  });
});

describe('timeTicks', () => {
  const at = (text: string): number => Date.parse(`${text}Z`);

  it('fall on round times and say the year where it is needed', () => {
    expect(labels(timeTicks(at('2022-01-01T00:00'), at('2024-12-31T00:00'), 8))).toEqual(['2022', 'Jul', '2023', 'Jul', '2024', 'Jul']);
    expect(labels(timeTicks(at('2024-03-05T00:00'), at('2024-06-20T00:00'), 4))).toEqual(['Apr 2024', 'May', 'Jun']);
    expect(labels(timeTicks(at('2024-03-05T22:00'), at('2024-03-06T04:00'), 3))).toEqual(['6 Mar', '03:00']);
    expect(labels(timeTicks(at('1890-01-01T00:00'), at('2020-01-01T00:00'), 7))).toEqual([
      '1900',
      '1920',
      '1940',
      '1960',
      '1980',
      '2000',
      '2020',
    ]);
  });

  it('are few over any span', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 3e12 }), (from, width) => {
        expect(timeTicks(from, from + width, 6).length).toBeLessThanOrEqual(13);
      }),
    );
  });
});
