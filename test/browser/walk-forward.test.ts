import { syntheticBars } from 'barwright';
import { grid } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { combinatorialPurged, crossValidate, crossValidateModel, type Model, walkForward } from 'barwright/validation';
import { beforeAll, expect, it } from 'vitest';
import { describePages, expectPictures, expectToFit } from './offline-pages.ts';

describePages('the pages of walk-forwards', ({ path, see }) => {
  const pages: string[] = [];
  beforeAll(async () => {
    const bars = syntheticBars({ seed: 7, length: 4_000, interval: '1h', symbol: 'A long & <odd> name' });
    const search = { space: grid({ fast: [5, 10, 20], slow: [40, 80, 120] }), options: { fees: 0.001 } };
    const splitter = combinatorialPurged({ groups: 6, testGroups: 2, purge: { bars: 5 }, embargo: { bars: 20 } });
    pages.push(...['forward', 'paths', 'model'].map(path));
    await (await walkForward(MovingAverageCross, bars, { ...search, train: { bars: 800 }, test: { bars: 100 } })).report(pages[0]);
    await (await crossValidate(MovingAverageCross, bars, { ...search, splitter })).report(pages[1]);
    const itself = (): Model => ({ fit: () => {}, predict: (x) => x.map(([value]) => value) });
    const { close, time } = bars;
    await (await crossValidateModel(itself, { features: { close }, target: close, times: time }, { splitter })).report(pages[2]);
  });

  it('open offline, light and dark, with every picture drawn', async () => {
    for (const [page, pictures] of [
      [pages[0], 7],
      [pages[1], 3],
      [pages[2], 2],
    ] as const) {
      for (const scheme of ['light', 'dark'] as const) {
        await see(page, { width: 1_100, scheme }, (shown) => expectPictures(shown, pictures));
      }
    }
  });

  it('name no group of bars over another', async () => {
    await see(pages[0], { width: 1_100 }, async (page) => {
      const overlaps = await page.evaluate(`[...document.querySelectorAll('#figures svg.chart')].map((svg) => {
        const boxes = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
        return boxes.filter((one, k) => boxes.some((other, m) => m > k && one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)).length;
      })`);
      expect(overlaps).toEqual([0, 0]);
    });
  });

  it('fit a telephone without scrolling sideways', async () => {
    for (const page of pages) await see(page, { width: 360 }, expectToFit);
  });
});
