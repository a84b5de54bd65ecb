export { BuyRatio, buy_ratio } from './buy-ratio.ts';
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
export { OpenInterestChange, open_interest_change } from './open-interest-change.ts';
export { PriceOiRegime, price_oi_regime } from './price-oi-regime.ts';
