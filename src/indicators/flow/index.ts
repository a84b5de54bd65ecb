export { Amihud, amihud } from './amihud.ts';
export { BuyRatio, buy_ratio } from './buy-ratio.ts';
export { CorwinSchultz, corwin_schultz } from './corwin-schultz.ts';
export { Cvd, type CvdOptions, type CvdVariants, cvd } from './cvd.ts';
export { Delta, delta } from './delta.ts';
export {
  FundingAnnualised,
  type FundingAnnualisedOptions,
  type FundingAnnualisedVariants,
  funding_annualised,
} from './funding-annualised.ts';
export { FundingCumulative, funding_cumulative } from './funding-cumulative.ts';
export { FundingMean, funding_mean } from './funding-mean.ts';
export { FundingZscore, funding_zscore } from './funding-zscore.ts';
export { KyleLambda, kyle_lambda } from './kyle-lambda.ts';
export { OpenInterestChange, open_interest_change } from './open-interest-change.ts';
export { OpenInterestZscore, open_interest_zscore } from './open-interest-zscore.ts';
export { PriceOiRegime, price_oi_regime } from './price-oi-regime.ts';
export { RollSpread, roll_spread } from './roll-spread.ts';
export { Vpin, vpin } from './vpin.ts';
