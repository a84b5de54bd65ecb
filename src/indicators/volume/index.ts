export { Obv, obv } from './obv.ts';
