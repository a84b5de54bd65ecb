const weekMs = 604_800_000;
const slotMs = 900_000;
const slots = weekMs / slotMs;
/** The epoch was a Thursday; weeks start on Monday. */
const mondayMs = 345_600_000;

/**
 * Share of variance that falls into the bar at `time`, 1 on average over the weeks.
 *
 * @param strength 0 for none to 1 for the most.
 */
export type Season = (time: number) => number;

/**
 * The week of a market that never closes: volatility is lowest at night in America and Europe (about 04:00 UTC), highest
 * when New York opens (about 15:00 UTC), and lower on Saturday and Sunday.
 */
export function weekSeason(strength: number, intervalMs: number): Season {
  if (strength === 0) return () => 1;
  const cumulative = new Float64Array(slots + 1);
  for (let slot = 0; slot < slots; slot++) {
    const hour = ((slot + 0.5) * slotMs) / 3_600_000;
    const daily = 0.55 * Math.cos((2 * Math.PI * (hour - 15)) / 24) + 0.2 * Math.cos((4 * Math.PI * (hour - 14)) / 24);
    const weekend = hour >= 120 ? 1 - 0.4 * strength : 1;
    cumulative[slot + 1] = cumulative[slot] + ((1 + strength * daily) * weekend) ** 2;
  }
  const scale = slots / cumulative[slots];
  for (let slot = 0; slot <= slots; slot++) cumulative[slot] *= scale;
  const total = (time: number): number => {
    const since = time - mondayMs;
    const week = Math.floor(since / weekMs);
    const position = (since - week * weekMs) / slotMs;
    const slot = Math.floor(position);
    return week * slots + cumulative[slot] + (position - slot) * (cumulative[slot + 1] - cumulative[slot]);
  };
  const perBar = intervalMs / slotMs;
  return (time) => (total(time + intervalMs) - total(time)) / perBar;
}
