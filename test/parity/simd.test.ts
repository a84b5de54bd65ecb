import {
  commodityChannelInto,
  meanDistanceInto,
  placeInRangeInto,
  plainCommodityChannelInto,
  plainMeanDistanceInto,
  plainPlaceInRangeInto,
  plainRollingMaximumInto,
  plainRollingMinimumInto,
  plainRollingQuantileInto,
  rollingMaximumInto,
  rollingMinimumInto,
  rollingQuantileInto,
} from 'barwright/kernels';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { simd } from '../../src/kernels/simd.ts';
import { assemblies, compiledModule, keptModule } from './assembly.ts';

interface Columns {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

type Kernel = (out: Float64Array, spare: Float64Array, columns: Columns, start: number, end: number, period: number) => number;

const pairs: Readonly<Record<string, readonly [fast: Kernel, plain: Kernel]>> = {
  rollingMaximum: [
    (out, _, { high }, ...run) => rollingMaximumInto(out, high, ...run),
    (out, _, { high }, ...run) => plainRollingMaximumInto(out, high, ...run),
  ],
  rollingMinimum: [
    (out, _, { low }, ...run) => rollingMinimumInto(out, low, ...run),
    (out, _, { low }, ...run) => plainRollingMinimumInto(out, low, ...run),
  ],
  placeInRange: [
    (out, spare, { high, low, close }, ...run) => placeInRangeInto(out, spare, high, low, close, ...run),
    (out, spare, { high, low, close }, ...run) => plainPlaceInRangeInto(out, spare, high, low, close, ...run),
  ],
  median: [
    (out, _, { close }, ...run) => rollingQuantileInto(out, close, ...run, 0.5),
    (out, _, { close }, ...run) => plainRollingQuantileInto(out, close, ...run, 0.5),
  ],
  quantile: [
    (out, _, { close }, ...run) => rollingQuantileInto(out, close, ...run, 0.9),
    (out, _, { close }, ...run) => plainRollingQuantileInto(out, close, ...run, 0.9),
  ],
  highestQuantile: [
    (out, _, { close }, ...run) => rollingQuantileInto(out, close, ...run, 1),
    (out, _, { close }, ...run) => plainRollingQuantileInto(out, close, ...run, 1),
  ],
  meanDistance: [
    (out, _, { close }, ...run) => meanDistanceInto(out, close, ...run),
    (out, _, { close }, ...run) => plainMeanDistanceInto(out, close, ...run),
  ],
  commodityChannel: [
    (out, _, { high, low, close }, ...run) => commodityChannelInto(out, high, low, close, ...run),
    (out, _, { high, low, close }, ...run) => plainCommodityChannelInto(out, high, low, close, ...run),
  ],
};

/** Values with ties, zeros of both signs and long equal stretches. */
function columnsOf(seed: number, length: number): Columns {
  let state = seed;
  const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) | 0) / 2 ** 32 + 0.5;
  const column = () => {
    let value = 0;
    return Float64Array.from({ length }, () => {
      const draw = uniform();
      if (draw < 0.1) return -0;
      if (draw < 0.2) return 0;
      return draw < 0.5 ? value : (value = draw < 0.7 ? Math.round(uniform() * 4) - 2 : uniform() * 200 - 100);
    });
  };
  const [high, low, close] = [column(), column(), column()];
  for (let i = 0; i < length; i++) if (high[i] < low[i]) [high[i], low[i]] = [low[i], high[i]];
  return { high, low, close };
}

function sameBits(a: Float64Array, b: Float64Array): boolean {
  return Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
}

describe.each(Object.entries(pairs))('%s with and without WebAssembly', (_, [fast, plain]) => {
  it('gives the same bits on runs of any length, place and period', () => {
    expect(simd()).toBeDefined();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 4050, max: 4150 }), fc.integer({ min: 8100, max: 9000 })),
        fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1100 })),
        fc.integer({ min: 0, max: 9 }),
        (seed, length, period, start) => {
          const columns = columnsOf(seed, start + length);
          const [a, b] = [new Float64Array(start + length), new Float64Array(start + length)];
          const [check, plainCheck] = [fast, plain].map((kernel, k) =>
            kernel([a, b][k], new Float64Array(start + length), columns, start, start + length, period),
          );
          return sameBits(a, b) && Math.abs(check) === 0 && Math.abs(plainCheck) === 0;
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('tells of %s anywhere', (hole) => {
    for (const length of [3, 20, 5000]) {
      for (const at of [0, 1, length >> 1, length - 1]) {
        const columns = columnsOf(length, length);
        for (const column of Object.values(columns)) column[at] = hole;
        const run = (kernel: Kernel) => kernel(new Float64Array(length), new Float64Array(length), columns, 0, length, 7);
        expect(run(fast)).toBeNaN();
        expect(run(plain)).toBeNaN();
      }
    }
  });
});

describe('the compiled kernels', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each(assemblies)('are of the kept $source', async (assembly) => {
    expect(keptModule(assembly), `\`npm run assembly\` writes src/kernels/${assembly.target}`).toBe(await compiledModule(assembly));
  });

  it.each([
    ['is missing', undefined],
    ['has no vectors', { validate: () => false }],
  ])('give way to their twins where WebAssembly %s', async (_, api) => {
    vi.stubGlobal('WebAssembly', api);
    vi.resetModules();
    const { simd: without } = await import('../../src/kernels/simd.ts');
    const kernels = await import('../../src/kernels/extremes.ts');
    expect(without()).toBeUndefined();
    const out = new Float64Array(4);
    kernels.rollingMaximumInto(out, Float64Array.of(1, 3, 2, 1), 0, 4, 2);
    expect([...out]).toEqual([Number.NaN, 3, 3, 2]);
  });
});
