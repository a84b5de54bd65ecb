/** Returns and deviations below this size (fractions of the capital) are rounding noise: 45 units in the last place of 1. */
export const noise = 1e-14;

/**
 * Reward over risk where the risk may be nothing: `Infinity` for a reward without risk, `-Infinity` for a loss without
 * risk, NaN where both are nothing. Sizes up to 1e-14 count as nothing, so that rounding never decides.
 */
export function rewardToRisk(reward: number, risk: number): number {
  if (Number.isNaN(reward) || Number.isNaN(risk)) return Number.NaN;
  if (risk > noise) return reward / risk;
  if (Math.abs(reward) <= noise) return Number.NaN;
  return reward > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}
