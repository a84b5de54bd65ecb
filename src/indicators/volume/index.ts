export { Ad, ad } from './ad.ts';
export { Adosc, type AdoscOptions, type AdoscVariants, adosc } from './adosc.ts';
export { Obv, obv } from './obv.ts';
