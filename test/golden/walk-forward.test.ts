import { readFileSync } from 'node:fs';
import { Bars, crossedAbove, crossedBelow, defineStrategy, sma } from 'barwright';
import { grid } from 'barwright/search';
import { combinatorialPurged, crossValidate, walkForward } from 'barwright/validation';
import { describe, expect, it } from 'vitest';
import { uniforms } from '../significance/worlds.ts';

interface Costs {
  readonly seed: number;
  readonly rows: number;
  readonly purge: number;
  readonly fee: number;
  readonly slip: number;
}
interface Golden {
  readonly source: string;
  readonly points: readonly (readonly [fast: number, slow: number])[];
  readonly walkForwards: readonly (Costs & {
    readonly train: number;
    readonly test: number;
    readonly sharpe: number;
    readonly finalEquity: number;
    readonly efficiency: number;
    readonly windows: readonly {
      readonly point: number;
      readonly score: number;
      readonly inSampleReturn: number;
      readonly outOfSampleReturn: number;
    }[];
  })[];
  readonly crossValidations: readonly (Costs & {
    readonly groups: number;
    readonly testGroups: number;
    readonly embargo: number;
    readonly splits: readonly { readonly point: number; readonly score: number }[];
    readonly sharpes: readonly number[];
  })[];
}

const golden = JSON.parse(readFileSync(new URL('./walk-forward.json', import.meta.url), 'utf8')) as Golden;
const space = grid({ fast: [3, 5, 8], slow: [12, 20, 30] });
const Cross = defineStrategy({
  name: 'Cross',
  parameters: { fast: { type: 'int', min: 2, max: 50, default: 3 }, slow: { type: 'int', min: 3, max: 50, default: 12 } },
  signals({ close }, p) {
    const [fast, slow] = [sma(close, p.fast), sma(close, p.slow)];
    return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
  },
});

/** The market that walk-forward.py makes. */
function market(seed: number, rows: number): Bars {
  const u = uniforms(seed, 2 * rows);
  const [open, close] = [new Float64Array(rows), new Float64Array(rows)];
  let [before, drift] = [100, 0];
  for (let i = 0; i < rows; i++) {
    drift = 0.9 * drift + 0.004 * (u[i] - 0.5);
    close[i] = before * (1 + drift + 0.01 * (u[rows + i] - 0.5));
    open[i] = before * (1 + 0.001 * (u[i] - 0.5));
    before = close[i];
  }
  const [high, low] = [Math.max, Math.min].map((most) => close.map((price, i) => most(price, open[i])));
  return Bars.fromColumns({
    time: close.map((_, i) => 1_700_000_000_000 + i * 3_600_000),
    open,
    high,
    low,
    close,
    volume: close.map(() => 1),
  });
}

/** Equal to eight digits: compounding through hundreds of bars rounds differently. */
const near = (value: number | undefined, expected: number): void => expect((value ?? Number.NaN) / expected).toBeCloseTo(1, 8);

describe('walk-forwards of another implementation', () => {
  it.each(golden.walkForwards)('agree for seed $seed', async (want) => {
    const wf = await walkForward(Cross, market(want.seed, want.rows), {
      train: { bars: want.train },
      test: { bars: want.test },
      purge: { bars: want.purge },
      space,
      options: { cash: 1_000, fees: want.fee, slippage: want.slip },
    });
    expect(wf.windows.toRows().map(({ params }) => [params?.fast, params?.slow])).toEqual(
      want.windows.map(({ point }) => golden.points[point]),
    );
    want.windows.forEach(({ score, inSampleReturn, outOfSampleReturn }, k) => {
      const row = wf.windows.at(k);
      near(row.inSampleSharpe, score);
      near(1 + row.inSampleReturn, 1 + inSampleReturn);
      near(1 + row.outOfSampleReturn, 1 + outOfSampleReturn);
    });
    const { outOfSample } = wf;
    near(outOfSample.metrics.sharpe, want.sharpe);
    near(outOfSample.equity[outOfSample.equity.length - 1], want.finalEquity);
    near(wf.efficiency, want.efficiency);
  });
});

describe('cross-validations of another implementation', () => {
  it.each(golden.crossValidations)('agree for seed $seed', async (want) => {
    const cv = await crossValidate(Cross, market(want.seed, want.rows), {
      splitter: combinatorialPurged({
        groups: want.groups,
        testGroups: want.testGroups,
        purge: { bars: want.purge },
        embargo: { bars: want.embargo },
      }),
      space,
      options: { cash: 1_000, fees: want.fee, slippage: want.slip },
    });
    expect(cv.splits.toRows().map(({ params }) => [params?.fast, params?.slow])).toEqual(
      want.splits.map(({ point }) => golden.points[point]),
    );
    want.splits.forEach(({ score }, k) => {
      near(cv.splits.at(k).trainScore, score);
    });
    expect(cv.sharpes).toHaveLength(want.sharpes.length);
    want.sharpes.forEach((value, k) => {
      near(cv.sharpes[k], value);
    });
  });
});
