import type { Rng } from '../../core/index.ts';
import type { BorrowModel } from './borrow.ts';
import type { FeeModel } from './fees.ts';
import type { PriceImpact } from './price-impact.ts';
import type { RejectModel } from './rejects.ts';
import type { SlippageModel } from './slippage.ts';

/** What dealing and holding cost at a venue. */
export interface VenueCosts {
  readonly fees: FeeModel;
  /** Slippage and spread as fractions of the price. */
  readonly impact: PriceImpact;
  /** Slippage on top of it, where it hangs on the fill. */
  readonly slippage?: SlippageModel;
  readonly borrow?: BorrowModel;
  readonly rejects?: RejectModel;
  /** Where what is random about it comes from. */
  readonly rng?: Rng;
}
