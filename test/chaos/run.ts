// Sweeps whose workers are killed at random points: CHAOS_RUNS runs, from seed CHAOS_SEED on.
import { runKilled } from './killed-workers.ts';

const runs = Number(process.env.CHAOS_RUNS ?? 50);
const first = Number(process.env.CHAOS_SEED ?? 1);
let kills = 0;
let trials = 0;
const failed: number[] = [];
for (let seed = first; seed < first + runs; seed++) {
  const run = await runKilled(seed);
  kills += run.kills;
  trials += run.trials;
  if (!run.areRowsEqual || !run.isStoreEqual) failed.push(seed);
  console.log(`seed ${seed}:`, JSON.stringify(run));
}
console.log(`${runs} runs, ${trials} trials, ${kills} threads killed, ${failed.length} runs with other bytes ${failed.join(' ')}`);
if (failed.length > 0) process.exitCode = 1;
