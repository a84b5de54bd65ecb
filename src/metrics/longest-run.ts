/** The most values in a row that are greater than zero (`sign` 1) or less (`sign` -1); NaN where a value is. */
export function longestRun(values: Float64Array, sign: 1 | -1): number {
  let longest = 0;
  let run = 0;
  for (const value of values) {
    if (Number.isNaN(value)) return Number.NaN;
    run = value * sign > 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
