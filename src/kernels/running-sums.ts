/**
 * Sums of the values up to each, exact to their last digit, so that differences of them lose no more than that of the sums.
 *
 * Source: Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54, 1974.
 */
export function runningSums(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const after = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - after + value : value - after + sum;
    sum = after;
    out[i] = sum + lost;
  }
  return out;
}
