import { type FeeModel, feeFunction, feeSchedule, tieredFees, toFeeModel } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';
import { brokenLaws } from './broken-laws.ts';
import { describeFeeModel, feeLaws } from './describe-fee-model.ts';

const tiers = [
  { volume: 0, maker: 0.0002, taker: 0.00055 },
  { volume: 1e6, maker: 0.0001, taker: 0.0004 },
  { volume: 1e8, maker: -0.00005, taker: 0.0003 },
] as const;

const models: Readonly<Record<string, () => FeeModel>> = {
  'a fraction': () => toFeeModel(0.001),
  'a column': () => toFeeModel(Float64Array.of(0.001, 0.01)),
  'maker and taker': () => feeSchedule({ maker: -0.0001, taker: 0.0006 }),
  'an amount a fill': () => feeSchedule({ fixed: 2 }),
  'an amount a unit': () => feeSchedule({ perUnit: 0.02, taker: 0.001 }),
  'a function': () => feeFunction('at least 1', (quantity, price) => Math.max(1, quantity * price * 0.001)),
  'tiers of 30 days': () => tieredFees(tiers),
  'tiers of a day': () => tieredFees(tiers, { windowMs: 86_400_000 }),
};

for (const [name, create] of Object.entries(models)) describeFeeModel(name, create);

const good = feeSchedule({ maker: 0.0002, taker: 0.0006 });
const like = (change: Partial<FeeModel>): FeeModel => ({
  name: 'planted',
  fee: (...fill) => good.fee(...fill),
  affordable: (...fill) => good.affordable(...fill),
  ...change,
});

function remembering(shared: boolean): FeeModel {
  const of = (state: { traded: number }): FeeModel => ({
    ...like({}),
    fee: (quantity, price) => quantity * price * (state.traded > 1e6 ? 0.0001 : 0.0005),
    affordable: (budget, price, _liquidity, _index, closing) => {
      const rate = state.traded > 1e6 ? 0.0001 : 0.0005;
      return (budget - rate * price * closing) / (price + rate * price);
    },
    fresh: () => of(shared ? state : { traded: 0 }),
    traded: (value) => {
      state.traded += value;
    },
  });
  return of({ traded: 0 });
}

function counting(): FeeModel {
  let questions = 0;
  return like({ fee: (quantity, price) => quantity * price * (questions++ > 50 ? 0.0005 : 0.0006) });
}

let created = 0;

const planted: Readonly<Record<string, () => FeeModel>> = {
  'has no name': () => like({ name: '' }),
  'knows no fee of makers': () => like({ fee: (quantity, price, of) => (of === 'maker' ? Number.NaN : quantity * price * 0.0006) }),
  'forgets the fee of what the budget buys': () => like({ affordable: (budget, price) => budget / price }),
  'forgets the fee of what is closed': () =>
    like({ affordable: (budget, price, of, index) => good.affordable(budget, price, of, index, 0) }),
  'affords less with more': () => like({ affordable: (budget, price, ...rest) => good.affordable(1e7 - budget, price, ...rest) }),
  'pays for all of it': () => like({ fee: (quantity, price) => -1.5 * quantity * price }),
  'counts questions as fills': counting,
  'keeps its memory in the copy': () => remembering(true),
  'remembers without copies': () => ({ ...remembering(false), fresh: undefined }) as unknown as FeeModel,
  'is another each time': () => {
    const rate = 0.0001 * ++created;
    return like({ fee: (quantity, price) => quantity * price * rate });
  },
};

describe('the laws of fees', () => {
  it.each(Object.entries(planted))('find a model that %s', (_, create) => {
    expect(brokenLaws(feeLaws, create)).not.toEqual([]);
  });

  it('find nothing where nothing is planted', () => {
    expect(brokenLaws(feeLaws, () => like({}))).toEqual([]);
    expect(brokenLaws(feeLaws, () => remembering(false))).toEqual([]);
  });

  it('are each needed', () => {
    const found = new Set(Object.values(planted).flatMap((create) => brokenLaws(feeLaws, create)));
    expect(feeLaws.filter(({ name }) => !found.has(name))).toEqual([]);
  });
});
