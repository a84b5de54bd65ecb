import { ArgumentError, Rng, show } from '../core/index.ts';
import { type BorrowModel, borrowCost, priceImpact, type SlippageModel, toFeeModel, type VenueCosts } from '../exchange/index.ts';
import { type Instrument, listedSymbol } from '../market/index.ts';
import type { CompleteOptions, Costs } from './options.ts';

/**
 * What dealing and holding cost in a run.
 *
 * @throws ArgumentError that names what is wrong.
 */
export function costsOf(options: CompleteOptions): VenueCosts {
  const { costs = {}, venue, seed = 1 } = options;
  const slippage = options.slippage ?? costs.slippage ?? 0;
  const model = isSlippageModel(slippage) ? slippage : undefined;
  const { rejects } = costs;
  if (rejects !== undefined && typeof rejects?.rejects !== 'function')
    throw new ArgumentError(`Expected \`costs.rejects\` to be a model such as randomRejects(0.01), was \`${show(rejects)}\`.`);
  const borrow = toBorrowModel(costs.borrow);
  return {
    fees: toFeeModel(options.fees ?? costs.fees ?? venue?.fees ?? 0),
    impact: priceImpact(isSlippageModel(slippage) ? 0 : slippage, costs.spread ?? 0),
    ...(model !== undefined && { slippage: model }),
    ...(borrow !== undefined && { borrow }),
    ...(rejects !== undefined && { rejects }),
    rng: new Rng(seed).fork(1),
  };
}

/** Throws where the costs know no answer for an instrument. */
export function checkCosts({ slippage, borrow }: VenueCosts, instruments: readonly Instrument[]): void {
  for (const instrument of instruments) {
    slippage?.checkInstrument?.(instrument);
    borrow?.checkSymbol?.(listedSymbol(instrument.symbol));
  }
}

function isSlippageModel(slippage: NonNullable<Costs['slippage']>): slippage is SlippageModel {
  return typeof slippage === 'object' && slippage !== null && 'slippage' in slippage;
}

function toBorrowModel(borrow: Costs['borrow']): BorrowModel | undefined {
  if (borrow === undefined) return undefined;
  if (typeof borrow === 'object' && borrow !== null && typeof borrow.cost === 'function') return borrow as BorrowModel;
  return borrowCost(borrow as number | Readonly<Record<string, number>>);
}
