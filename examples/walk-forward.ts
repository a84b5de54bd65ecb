// A walk-forward: search in one window, trade in the next, and join what no search has seen. Then the same with many paths.
import { mkdir } from 'node:fs/promises';
import { syntheticBars } from 'barwright';
import { grid } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { combinatorialPurged, crossValidate, walkForward } from 'barwright/validation';

const folder = 'out/examples';
await mkdir(folder, { recursive: true });
const bars = syntheticBars({ seed: 23, length: 17_520, interval: '1h', symbol: 'SYNTH' });
const search = {
  space: grid({ fast: [10, 20, 30, 40], slow: [60, 90, 120, 180, 240] }),
  objective: 'sharpe',
  workers: 'auto',
  options: { cash: 10_000, fees: 0.001, slippage: 0.0005 },
} as const;

const forward = await walkForward(MovingAverageCross, bars, { ...search, train: '180d', test: '30d', purge: '2d' });
console.log(forward.summary());
await forward.report(`${folder}/walk-forward.html`);

const paths = await crossValidate(MovingAverageCross, bars, {
  ...search,
  splitter: combinatorialPurged({ groups: 8, testGroups: 2, purge: { bars: 48 }, embargo: { bars: 48 } }),
});
console.log(`\n${paths.summary()}`);
await paths.report(`${folder}/cross-validation.html`);
