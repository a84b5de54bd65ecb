import { checkLength, type ScalarOrColumn } from '../../core/index.ts';
import { type Setting, setting, settingAt } from '../setting.ts';

/** What market and stop fills pay beyond the price that was there, as fractions of it. */
export interface PriceImpact {
  /** Fraction of the price against the trader. */
  readonly slippage: Setting;
  /** Whole spread as a fraction of the price; each fill pays half. */
  readonly spread: Setting;
}

/** Checked slippage and spread. */
export function priceImpact(slippage: ScalarOrColumn, spread: ScalarOrColumn): PriceImpact {
  return { slippage: setting('slippage', slippage, { min: 0, below: 1 }), spread: setting('spread', spread, { min: 0, below: 1 }) };
}

/** Throws unless columns have one value a bar. */
export function checkImpactLength(impact: PriceImpact, length: number): void {
  if (impact.slippage.step === 1) checkLength('slippage', impact.slippage.values, length);
  if (impact.spread.step === 1) checkLength('spread', impact.spread.values, length);
}

/** The price of a fill that takes liquidity at bar `index`: reference x (1 +- (slippage + spread / 2)). */
export function takerPrice(impact: PriceImpact, reference: number, sign: number, index: number): number {
  return reference * (1 + sign * (settingAt(impact.slippage, index) + settingAt(impact.spread, index) / 2));
}
