/** Number of ways to choose k of n. */
export function binomial(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) ways = Math.round((ways * (n - i + 1)) / i);
  return ways;
}

/** All ways to choose k of the numbers below n, each rising, in the order of their lists. */
export function combinations(n: number, k: number): readonly (readonly number[])[] {
  const all: (readonly number[])[] = [];
  const choose = (chosen: readonly number[], from: number): void => {
    if (chosen.length === k) all.push(chosen);
    else for (let next = from; next <= n - (k - chosen.length); next++) choose([...chosen, next], next + 1);
  };
  choose([], 0);
  return all;
}
