import { backtest, syntheticBars } from 'barwright';
import { MovingAverageCross } from 'barwright/strategy';
import { monteCarlo, monteCarloTrades } from 'barwright/validation';
import { beforeAll, it } from 'vitest';
import { describePages, expectPictures, expectToFit } from './offline-pages.ts';

describePages('the pages of Monte Carlo', ({ path, see }) => {
  const pages: string[] = [];
  beforeAll(async () => {
    const [strategy, bars] = [new MovingAverageCross(), syntheticBars({ seed: 7, length: 2_000 })];
    const options = { fees: 0.001 };
    pages.push(path('worlds'), path('trades'));
    await (await monteCarlo(strategy, bars, { worlds: 25, options })).report(pages[0]);
    await monteCarloTrades(backtest(strategy, bars, options), { runs: 500 }).report(pages[1]);
  });

  it('open offline, light and dark, with every picture drawn', async () => {
    for (const [page, pictures] of [
      [pages[0], 7],
      [pages[1], 2],
    ] as const) {
      for (const scheme of ['light', 'dark'] as const) {
        await see(page, { width: 1_100, scheme }, (shown) => expectPictures(shown, pictures));
      }
    }
  });

  it('fit a telephone without scrolling sideways', async () => {
    for (const page of pages) await see(page, { width: 360 }, expectToFit);
  });
});
