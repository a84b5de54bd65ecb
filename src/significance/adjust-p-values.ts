import { ArgumentError, checkKeys, checkOneOf, type NumberColumn, show, toFloat64 } from '../core/index.ts';

/**
 * How p-values of several tests are raised. `'bonferroni'` and `'holm'` bound the chance of any false discovery (Holm with
 * more power); `'bh'` (Benjamini and Hochberg) and `'bhy'` (Benjamini, Hochberg and Yekutieli) bound the share of false
 * ones among the discoveries, the latter whatever the dependence between the tests.
 */
export type PValueAdjustment = 'bonferroni' | 'holm' | 'bh' | 'bhy';

const methods: readonly PValueAdjustment[] = ['bonferroni', 'holm', 'bh', 'bhy'];

/**
 * P-values adjusted for the number of tests: those at most a level are the discoveries at this level.
 *
 * With M tests and sorted p-values: Bonferroni `M p`; Holm `max_(j <= i) (M - j + 1) p_j`; BH `min_(j >= i) M p_j / j`; BHY the
 * same times `1 + 1/2 + ... + 1/M`. At most 1. Harvey and Liu leave the largest p-value of BHY as it is; here it is raised
 * like the others, as by Benjamini and Yekutieli, R and scipy.
 *
 * Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979; Benjamini
 * and Yekutieli, The control of the false discovery rate in multiple testing under dependency, Annals of Statistics 29, 2001.
 *
 * @param pValues one for each test, 0 to 1.
 * @returns adjusted p-values in the order given.
 * @throws ArgumentError where a p-value is not between 0 and 1, or an option is unknown.
 * @example
 * ```ts
 * import { adjustPValues } from 'barwright/significance';
 * adjustPValues([0.01, 0.04, 0.03], { method: 'holm' }); // [0.03, 0.06, 0.06]
 * ```
 */
export function adjustPValues(pValues: NumberColumn, options: { readonly method: PValueAdjustment }): Float64Array {
  checkKeys('options', options, ['method']);
  const method = checkOneOf('method', options.method, methods);
  const values = toFloat64('pValues', pValues);
  const wrong = values.findIndex((p) => !(p >= 0 && p <= 1));
  if (wrong >= 0) throw new ArgumentError(`Expected \`pValues[${wrong}]\` to be from 0 to 1, was \`${show(values[wrong])}\`.`);
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const out = new Float64Array(values.length);
  adjustInto(out, values, order, method);
  return out;
}

/** Writes adjusted p-values; `order` lists them from the least. */
export function adjustInto(out: Float64Array, values: Float64Array, order: Int32Array, method: PValueAdjustment): void {
  const count = values.length;
  if (method === 'bonferroni' || method === 'holm') {
    let least = 0;
    for (let i = 0; i < count; i++) {
      const p = Math.min(1, values[order[i]] * (method === 'holm' ? count - i : count));
      least = Math.max(least, p);
      out[order[i]] = least;
    }
    return;
  }
  let factor = count;
  if (method === 'bhy') for (let j = 2; j <= count; j++) factor += count / j;
  let most = 1;
  for (let i = count - 1; i >= 0; i--) {
    most = Math.min(most, (values[order[i]] * factor) / (i + 1));
    out[order[i]] = most;
  }
}
