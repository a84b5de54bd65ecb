import { type BorrowModel, borrowCost } from 'barwright/exchange';
import { describe, expect, it } from 'vitest';
import { brokenLaws } from './broken-laws.ts';
import { borrowLaws, describeBorrowModel } from './describe-borrow-model.ts';

const models: Readonly<Record<string, BorrowModel>> = {
  'one rate': borrowCost(0.03),
  'no cost': borrowCost(0),
  'a year of 360 days': borrowCost(0.03, { dayCount: 360 }),
  'rates of symbols': borrowCost({ ABC: 0.003, XYZ: 4.5 }),
  'a rate apart': borrowCost({ XYZ: 0.9, '': 0.003 }),
};

for (const [name, model] of Object.entries(models)) describeBorrowModel(name, model);

const good = borrowCost(0.03);
const like = (cost: BorrowModel['cost']): BorrowModel => ({ name: 'planted', cost });
const dayMs = 86_400_000;
let last = 0;

const planted: Readonly<Record<string, BorrowModel>> = {
  'has no name': { ...good, name: '' },
  'pays the trader': like((...owed) => -good.cost(...owed)),
  'is not a number for a symbol': like((symbol, ...owed) => (symbol === 'ABC' ? Number.NaN : good.cost(symbol, ...owed))),
  'costs at least a cent': like((...owed) => Math.max(0.01, good.cost(...owed))),
  'counts whole days': like((symbol, value, from, to) => good.cost(symbol, value, from, from + Math.ceil((to - from) / dayMs) * dayMs)),
  'charges interest on interest': like((_, value, from, to) => value * Math.expm1((0.03 * (to - from)) / (365 * dayMs))),
  'charges larger loans more': like((symbol, value, ...span) => good.cost(symbol, value, ...span) * (value > 1e6 ? 2 : 1)),
  'charges from the time asked last': like((symbol, value, from, to) => {
    const cost = good.cost(symbol, value, Math.min(from, Math.max(last, from - dayMs)), to);
    last = to;
    return cost;
  }),
};

describe('the laws of borrowing', () => {
  it.each(Object.entries(planted))('find a model that %s', (_, model) => {
    expect(brokenLaws(borrowLaws, model)).not.toEqual([]);
  });

  it('are each needed', () => {
    const found = new Set(Object.values(planted).flatMap((model) => brokenLaws(borrowLaws, model)));
    expect(borrowLaws.filter(({ name }) => !found.has(name))).toEqual([]);
  });
});
