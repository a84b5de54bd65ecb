export { Avgdev, avgdev } from './avgdev.ts';
export { Avgprice, avgprice } from './avgprice.ts';
export { Medprice, medprice } from './medprice.ts';
export { Typprice, typprice } from './typprice.ts';
export { Wclprice, wclprice } from './wclprice.ts';
