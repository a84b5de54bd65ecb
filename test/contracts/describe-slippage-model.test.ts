import {
  basisPointSlippage,
  noSlippage,
  type SlippageModel,
  spreadSlippage,
  squareRootImpact,
  type TakerFill,
  tickSlippage,
  volumeShareSlippage,
} from 'barwright/exchange';
import { describe, expect, it } from 'vitest';
import { brokenLaws } from './broken-laws.ts';
import { describeSlippageModel, slippageLaws } from './describe-slippage-model.ts';

const models: Readonly<Record<string, SlippageModel>> = {
  none: noSlippage(),
  'basis points': basisPointSlippage(5),
  'no basis points': basisPointSlippage(0),
  'the most basis points': basisPointSlippage(9_900),
  'one tick': tickSlippage(1),
  'many ticks': tickSlippage(1_000.5),
  'half the spread': spreadSlippage(),
  'three spreads': spreadSlippage(3, { fallback: 0.9 }),
  'share of volume': volumeShareSlippage(),
  'share of all the volume': volumeShareSlippage({ impact: 50, limit: 1 }),
  'square root': squareRootImpact(),
  'square root, dear': squareRootImpact({ coefficient: 10, limit: 4, fallback: 0.1 }),
};

for (const [name, model] of Object.entries(models)) describeSlippageModel(name, model);

const good = squareRootImpact();
const like = (slippage: (fill: TakerFill) => number, needsQuantity = true): SlippageModel => ({ name: 'planted', needsQuantity, slippage });
let remembered = 0;

const planted: Readonly<Record<string, SlippageModel>> = {
  'has no name': { ...good, name: '' },
  'favours the trader': like(({ price, quantity, volume }) => price * (0.1 * Math.min(1, quantity / volume || 1) - 0.001)),
  'takes all of the price': like(({ price }) => price, false),
  'is not a number where the volume is not': like(({ price, quantity, volume }) => 0.001 * price * Math.min(1, quantity / volume)),
  'slips sells less': like((fill) => (fill.side === 1 ? 1 : 0.5) * good.slippage(fill)),
  'slips large orders less': like(({ price, quantity, volume }) => price * (0.1 / (1 + Math.min(1, quantity / volume || 1)))),
  'says that it needs the quantity': like(({ price }) => 0.001 * price),
  'needs the quantity and does not say so': like(good.slippage, false),
  'is free in a bar of no volume': like((fill) => (fill.volume === 0 ? 0 : good.slippage(fill))),
  'is free where the volume is not known': like((fill) => (Number.isNaN(fill.volume) ? 0 : good.slippage(fill))),
  'is free where the volatility is not known': like((fill) => (Number.isNaN(fill.volatility) ? 0 : good.slippage(fill))),
  'is free where no spread is quoted': like(({ price, spread }) => Math.min(0.5 * (spread || 0), 0.5 * price), false),
  'slips a fraction': like((fill) => good.slippage(fill) / fill.price),
  'slips by units': like(({ price, quantity }) => price * 0.5 * (1 - 1 / (1 + quantity))),
  'remembers the fill before': like((fill) => {
    const before = remembered;
    remembered = fill.price;
    return Math.min(good.slippage(fill) + before * 1e-6, 0.99 * fill.price);
  }),
};

describe('the laws of slippage', () => {
  it.each(Object.entries(planted))('find a model that %s', (_, model) => {
    expect(brokenLaws(slippageLaws, model, 300)).not.toEqual([]);
  });

  it('are each needed', () => {
    const found = new Set(Object.values(planted).flatMap((model) => brokenLaws(slippageLaws, model, 300)));
    expect(slippageLaws.filter(({ name }) => !found.has(name))).toEqual([]);
  });
});
