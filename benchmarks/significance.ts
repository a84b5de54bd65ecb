import { Rng } from 'barwright/core';
import { bootstrap, pbo, spa } from 'barwright/significance';
import { type BenchContext, type BenchRow, type Case, measure, type Suite } from './harness.ts';

const rows = 2_500;

function noise(seed: number, trials: number): readonly Float64Array[] {
  const rng = new Rng(seed);
  return Array.from({ length: trials }, () => Float64Array.from({ length: rows }, () => 0.01 * rng.normal()));
}

/** A case of ours alone with the time that it may take, ms. */
async function within<Data>(context: BenchContext, budgetMs: number, options: Case<Data>): Promise<readonly BenchRow[]> {
  const measured = await measure(context, options);
  const [ours] = measured;
  const nsPerUnit = (budgetMs * 1e6) / options.n;
  return [
    ...measured,
    { ...ours, candidate: 'budget', role: 'note', nsPerUnit, spread: 1, ratio: nsPerUnit / ours.nsPerUnit, comment: `${budgetMs} ms` },
  ];
}

/** Tests of luck on 2,500 returns of 1,000 trials. */
export const suite: Suite = {
  name: 'significance',
  async run(context: BenchContext): Promise<readonly BenchRow[]> {
    return [
      ...(await within<{ readonly x: Float64Array; readonly resamples: number }>(context, 60, {
        suite: 'significance',
        case: 'bootstrap',
        unit: 'resample',
        n: 10_000,
        data: (seed, resamples) => ({ x: noise(seed, 1)[0], resamples }),
        candidates: [
          {
            name: 'barwright bootstrap, blocks of 10',
            role: 'ours',
            run: ({ x, resamples }) => bootstrap(x, { resamples, blockLength: 10 }),
          },
        ],
      })),
      ...(await within(context, 100, {
        suite: 'significance',
        case: 'overfitting',
        unit: 'trial',
        n: 1_000,
        warmups: 3,
        warmupN: 200,
        data: noise,
        candidates: [{ name: 'barwright pbo, 16 blocks', role: 'ours', run: (trials: readonly Float64Array[]) => pbo(trials) }],
      })),
      ...(await within(context, 1_500, {
        suite: 'significance',
        case: 'superiority',
        unit: 'trial',
        n: 1_000,
        repeats: 3,
        warmups: 3,
        warmupN: 50,
        data: noise,
        candidates: [{ name: 'barwright spa, 1,000 resamples', role: 'ours', run: (trials: readonly Float64Array[]) => spa(trials) }],
      })),
    ];
  },
};
