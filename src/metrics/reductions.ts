/** A sum that keeps the digits which single additions lose (Neumaier 1974). */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  add(value: number): void {
    const after = this.#sum + value;
    this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - after + value : value - after + this.#sum;
    this.#sum = after;
  }

  get value(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }
}

/** Sum of all values. */
export function sumOf(values: ArrayLike<number>): number {
  const sum = new CompensatedSum();
  for (let i = 0; i < values.length; i++) sum.add(values[i]);
  return sum.value;
}

/** Mean of all values; NaN for none. */
export function meanOf(values: ArrayLike<number>): number {
  return sumOf(values) / values.length;
}

/** Sum of the values that are greater than zero (`sign` 1) or less (`sign` -1); NaN where a value is. */
export function sumOfSign(values: ArrayLike<number>, sign: 1 | -1): number {
  const sum = new CompensatedSum();
  // x + |x| is twice the part that has the sign, without a branch that wins and losses make a coin toss of.
  for (let i = 0; i < values.length; i++) {
    const value = values[i] * sign;
    sum.add(value + Math.abs(value));
  }
  return (sum.value / 2) * sign;
}

/** How many values are greater than zero (`sign` 1) or less (`sign` -1). */
export function countOfSign(values: ArrayLike<number>, sign: 1 | -1): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) count += Number(values[i] * sign > 0);
  return count;
}

/** Mean of the values that are greater than zero (`sign` 1) or less (`sign` -1); NaN for none and where a value is NaN. */
export function meanOfSign(values: ArrayLike<number>, sign: 1 | -1): number {
  return sumOfSign(values, sign) / countOfSign(values, sign);
}

/** The greatest value; NaN for none and where one is NaN. */
export function greatestOf(values: ArrayLike<number>): number {
  if (values.length === 0) return Number.NaN;
  let greatest = values[0];
  for (let i = 1; i < values.length; i++) greatest = Math.max(greatest, values[i]);
  return greatest;
}

/** The least value; NaN for none and where one is NaN. */
export function leastOf(values: ArrayLike<number>): number {
  if (values.length === 0) return Number.NaN;
  let least = values[0];
  for (let i = 1; i < values.length; i++) least = Math.min(least, values[i]);
  return least;
}
