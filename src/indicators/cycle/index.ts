export { CyberCycle, type CyberCycleOptions, type CyberCycleValue, type CyberCycleVariants, cyber_cycle } from './cyber-cycle.ts';
export { Decycler, decycler } from './decycler.ts';
export { DecyclerOscillator, decycler_oscillator } from './decycler-oscillator.ts';
export {
  EvenBetterSinewave,
  type EvenBetterSinewaveOptions,
  type EvenBetterSinewaveVariants,
  even_better_sinewave,
} from './even-better-sinewave.ts';
export { Highpass, highpass } from './highpass.ts';
export { HtDcperiod, ht_dcperiod } from './ht-dcperiod.ts';
export { HtDcphase, ht_dcphase } from './ht-dcphase.ts';
export { HtPhasor, type HtPhasorOptions, type HtPhasorValue, ht_phasor } from './ht-phasor.ts';
export { HtSine, type HtSineOptions, type HtSineValue, ht_sine } from './ht-sine.ts';
export { HtTrendmode, ht_trendmode } from './ht-trendmode.ts';
export {
  InstantaneousTrendline,
  type InstantaneousTrendlineOptions,
  type InstantaneousTrendlineValue,
  type InstantaneousTrendlineVariants,
  instantaneous_trendline,
} from './instantaneous-trendline.ts';
export { LaguerreFilter, type LaguerreFilterOptions, type LaguerreFilterVariants, laguerre_filter } from './laguerre-filter.ts';
export { Reflex, reflex } from './reflex.ts';
export { RoofingFilter, type RoofingFilterOptions, type RoofingFilterVariants, roofing_filter } from './roofing-filter.ts';
export { SuperSmoother, super_smoother } from './super-smoother.ts';
export { Trendflex, trendflex } from './trendflex.ts';
