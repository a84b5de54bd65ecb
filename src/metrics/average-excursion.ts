import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOf } from './reductions.ts';

/**
 * Average excursion: how far prices moved against trades (MAE) or with them (MFE) while they were held, on average.
 *
 * `mean(excursion)`. A fraction of the entry price, <= 0 for adverse excursions and >= 0 for favourable ones; NaN
 * without trades.
 *
 * Source: Sweeney, Maximum Adverse Excursion, 1997.
 *
 * @param excursion `mae` or `mfe` of each closed trade.
 * @example
 * ```ts
 * import { averageExcursion } from 'barwright/metrics';
 * averageExcursion([-0.01, -0.03]); // -0.02
 * ```
 */
export function averageExcursion(excursion: NumberColumn): number {
  return meanOf(toFloat64('excursion', excursion));
}
