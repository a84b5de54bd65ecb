import { describe, expect, it } from 'vitest';
import { runKilled } from './killed-workers.ts';

describe('workers that are killed at random points', () => {
  it('lose no trial and repeat none', async () => {
    let kills = 0;
    for (const seed of [1, 2, 3]) {
      const run = await runKilled(seed);
      kills += run.kills;
      expect(run).toMatchObject({ areRowsEqual: true, isStoreEqual: true });
    }
    expect(kills).toBeGreaterThan(0);
  }, 300_000);
});
