export { Fractals, type FractalsOptions, type FractalsValue, type FractalsVariants, fractals } from './fractals.ts';
export { HeikinAshi, type HeikinAshiOptions, type HeikinAshiValue, heikin_ashi } from './heikin-ashi.ts';
