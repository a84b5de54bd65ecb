import { backtest, defineStrategy } from 'barwright';
import { describe, expect, it } from 'vitest';
import { parameterStability } from '../../src/validation/parameter-stability.ts';
import { type CompleteStopRules, checkStopRules, stopMarks } from '../../src/validation/stop-rules.ts';
import { type TrialSharpes, walkForwardLuck } from '../../src/validation/walk-forward-luck.ts';
import { type WindowRow, walkForwardEfficiency } from '../../src/validation/walk-forward-windows.ts';

import { barsOfCloses } from './markets.ts';

/** A run that is in the market all the time, so that its equity goes as these closes from the third on. */
function heldOver(closes: readonly number[]): ReturnType<typeof backtest> {
  const bars = barsOfCloses(Float64Array.from([100, 100, ...closes]));
  const Hold = defineStrategy({ signals: ({ length }) => ({ entries: new Uint8Array(length).fill(1) }) });
  return backtest(new Hold(), bars, { cash: 100 });
}
const rules = (some: CompleteStopRules | object): CompleteStopRules => checkStopRules(some);

describe('stop rules', () => {
  const result = heldOver([110, 104, 99, 95, 111, 90, 120, 100]);
  const windows = [
    { from: 1, to: 5, inSampleDrawdown: -0.08 },
    { from: 5, to: 8, inSampleDrawdown: -0.12 },
    { from: 8, to: 10, inSampleDrawdown: -0.02 },
  ];

  it('strike where a drawdown is deeper than training knew, once until there is a new peak', () => {
    const marks = stopMarks(result, windows, rules({ sharpe: false }));
    // 99 of 110 is 10 % down, deeper than 8 %; 90 of 111 is 18.9 %, deeper than 12 %; 100 of 120 is 16.7 %.
    expect(marks.map(({ row, window, bound }) => [row, window, bound])).toEqual([
      [4, 0, -0.08],
      [7, 1, -0.12],
      [9, 2, -0.12],
    ]);
    expect(marks[0].value).toBeCloseTo(99 / 110 - 1, 12);
    expect(marks[0].after).toBeCloseTo(100 / 99 - 1, 12);
    expect(marks[0].time).toBe(4 * 86_400_000);
  });

  it('count drawdowns in multiples, and leave windows without a choice alone', () => {
    const twice = stopMarks(result, windows, rules({ drawdown: 2, sharpe: false }));
    expect(twice.map(({ row }) => row)).toEqual([]);
    const none = windows.map((window) => ({ ...window, inSampleDrawdown: Number.NaN }));
    expect(stopMarks(result, none, rules({ sharpe: false }))).toEqual([]);
    expect(stopMarks(result, windows, rules({ drawdown: false, sharpe: false }))).toEqual([]);
  });

  it('strike at the end of a window where an edge has become unlikely, again only after it was likely', () => {
    const falling = heldOver(Array.from({ length: 30 }, (_, i) => 100 - i + (i % 2)));
    const tens = [10, 20, 32].map((to, k) => ({ from: k === 0 ? 1 : 10 * k, to, inSampleDrawdown: -0.9 }));
    const marks = stopMarks(falling, tens, rules({}));
    expect(marks).toHaveLength(1);
    expect(marks[0].rule).toBe('sharpe');
    expect(marks[0].value).toBeLessThan(0.05);
    expect(tens.map(({ to }) => to - 1)).toContain(marks[0].row);
  });
});

describe('parameter stability', () => {
  const ranges = new Map<string, readonly [number, number] | undefined>([
    ['fast', [10, 30]],
    ['mode', undefined],
    ['fixed', [5, 5]],
  ]);

  it('is the mean move as a share of the range, over windows that chose', () => {
    const chosen = [{ fast: 10, mode: 'a', fixed: 5 }, undefined, { fast: 20, mode: 'a', fixed: 5 }, { fast: 20, mode: 'b', fixed: 5 }];
    const { drift, changed, parameters } = parameterStability(chosen, ranges);
    expect(parameters.map((one) => one.drift)).toEqual([0.25, 0.5, 0]);
    expect(parameters.map((one) => one.changed)).toEqual([0.5, 0.5, 0]);
    expect(parameters[0].values).toEqual([10, undefined, 20, 20]);
    // What cannot vary does not count.
    expect(drift).toBeCloseTo((0.25 + 0.5) / 2, 12);
    expect(changed).toBe(1);
  });

  it('counts a parameter that is switched off as moved all the way, and is unknown below two windows', () => {
    expect(parameterStability([{ fast: 10 }, {}], new Map([['fast', [10, 30]]])).parameters[0].drift).toBe(1);
    expect(parameterStability([{ fast: 10 }], ranges).drift).toBeNaN();
    expect(parameterStability([undefined, undefined], ranges).changed).toBeNaN();
  });
});

describe('efficiency', () => {
  const row = (some: Partial<WindowRow<object>>): WindowRow<object> =>
    ({ status: 'ok', trainRows: 100, testRows: 50, ...some }) as WindowRow<object>;

  it('is the growth that came as a share of the growth that was promised for the same time', () => {
    const kept = row({ inSampleReturn: 0.21, outOfSampleReturn: 0.1 });
    expect(walkForwardEfficiency([kept])).toBeCloseTo(1, 12);
    const lost = row({ inSampleReturn: 0.21, outOfSampleReturn: 1 / 1.1 - 1 });
    expect(walkForwardEfficiency([kept, lost])).toBeCloseTo(0, 12);
    expect(walkForwardEfficiency([lost])).toBeCloseTo(-1, 12);
    expect(walkForwardEfficiency([kept, row({ status: 'flat', outOfSampleReturn: 0 })])).toBeCloseTo(1, 12);
  });

  it('is unknown where nothing was promised', () => {
    expect(walkForwardEfficiency([row({ inSampleReturn: -0.1, outOfSampleReturn: 0.1 })])).toBeNaN();
    expect(walkForwardEfficiency([])).toBeNaN();
  });
});

describe('luck', () => {
  const result = heldOver(Array.from({ length: 200 }, (_, i) => 100 * 1.002 ** i * (1 + 0.01 * Math.sin(7 * i))));

  it('falls with the number and the spread of the trials', () => {
    const of = (sharpes: readonly number[], rows = 200): number =>
      walkForwardLuck(result, [{ trials: sharpes.length, sharpes: Float64Array.from(sharpes), rows, pbo: Number.NaN }]).deflatedSharpe;
    const { probabilisticSharpe } = walkForwardLuck(result, [{ trials: 3, sharpes: Float64Array.of(1), rows: 200, pbo: 0.5 }]);
    const two = of([0.5, 1.5]);
    expect(two).toBeLessThan(probabilisticSharpe);
    expect(of([0.5, 1.5, 0.5, 1.5, 0.5, 1.5])).toBeLessThan(two);
    expect(of([0, 3])).toBeLessThan(two);
    // A variance from half as many rows is brought to the length of the record.
    expect(of([0.5, 0.5 + Math.SQRT2], 100)).toBeCloseTo(two, 3);
    expect(of([1])).toBe(probabilisticSharpe);
    expect(walkForwardLuck(result, [{ trials: 5, sharpes: Float64Array.of(1), rows: 200, pbo: 0.5 }]).deflatedSharpe).toBeNaN();
  });

  it('has the mean of the overfitting of the windows that know it', () => {
    const of = (pbo: number): TrialSharpes => ({ trials: 4, sharpes: new Float64Array(0), rows: 10, pbo });
    expect(walkForwardLuck(result, [of(0.2), of(Number.NaN), of(0.6)]).overfitting).toBeCloseTo(0.4, 12);
    expect(walkForwardLuck(result, [of(Number.NaN)]).overfitting).toBeNaN();
    expect(walkForwardLuck(result, [of(0.2), of(0.3)]).trials).toBe(8);
  });
});
