import type { ScalarOrColumn } from '../../core/index.ts';
import { checkSettingLength, fullSetting, type Setting, settingAt } from '../setting.ts';
import { ceilToStep, floorToStep } from '../steps.ts';

/** What market and stop fills pay beyond the price that was there, as fractions of it. */
export interface PriceImpact {
  /** Fraction of the price against the trader. */
  readonly slippage: Setting;
  /** Whole spread as a fraction of the price; each fill pays half. */
  readonly spread: Setting;
}

/** Checked slippage and spread; columns have a number at every bar. */
export function priceImpact(slippage: ScalarOrColumn, spread: ScalarOrColumn): PriceImpact {
  const range = { min: 0, below: 1 };
  return { slippage: fullSetting('slippage', slippage, range), spread: fullSetting('spread', spread, range) };
}

/** Throws unless columns have one value a bar. */
export function checkImpactLength(impact: PriceImpact, length: number): void {
  checkSettingLength('slippage', impact.slippage, length);
  checkSettingLength('spread', impact.spread, length);
}

/** What a fill that takes liquidity at bar `index` loses, as a fraction of the price: slippage + spread / 2. */
export function impactAt(impact: PriceImpact, index: number): number {
  return settingAt(impact.slippage, index) + settingAt(impact.spread, index) / 2;
}

/** The price of a fill that takes liquidity: reference x (1 +- fraction), then the tick, against the trader. */
export function takerPrice(reference: number, side: number, fraction: number, tickSize: number): number {
  const price = reference * (1 + side * fraction);
  if (tickSize === 0 || price === reference) return price;
  return side > 0 ? ceilToStep(price, tickSize) : floorToStep(price, tickSize);
}
