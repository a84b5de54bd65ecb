export { Decycler, decycler } from './decycler.ts';
export { HtDcperiod, ht_dcperiod } from './ht-dcperiod.ts';
export { HtDcphase, ht_dcphase } from './ht-dcphase.ts';
export { HtPhasor, type HtPhasorOptions, type HtPhasorValue, ht_phasor } from './ht-phasor.ts';
export { HtSine, type HtSineOptions, type HtSineValue, ht_sine } from './ht-sine.ts';
export { HtTrendmode, ht_trendmode } from './ht-trendmode.ts';
export { SuperSmoother, super_smoother } from './super-smoother.ts';
