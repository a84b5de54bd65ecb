import { syntheticBars } from 'barwright';
import { grid, type SweepPicture, sweep } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describePages, expectToFit, type Look } from './offline-pages.ts';

describePages('the pictures of a sweep', ({ path, see }) => {
  const swept = sweep(MovingAverageCross, syntheticBars({ seed: 7, length: 1_000 }), {
    space: grid({ fast: { from: 5, to: 30, step: 5 }, slow: { from: 20, to: 160, step: 20 } }, { where: (p) => p.fast < p.slow }),
  });

  async function seePicture(picture: SweepPicture, look: Look, use: (page: Page) => Promise<void>): Promise<void> {
    const file = path(`${look.width}-${look.scheme}`);
    await picture.write(file);
    await see(file, look, use);
  }

  it('leave the lines that pass where one drags along an axis', async () => {
    const picture = (await swept).parallel();
    for (const scheme of ['light', 'dark'] as const) {
      await seePicture(picture, { width: 1_200, scheme }, async (page) => {
        const shown = (): Promise<number> =>
          page.evaluate(
            `[...document.querySelectorAll('.parallel > svg > g > path')].filter((path) => path.style.display !== 'none').length`,
          );
        expect(await shown()).toBe(picture.drawn.length);
        const brush = page.locator('.parallel-brush').first();
        const { x, y, height } = (await brush.boundingBox())!;
        // The lower half of fast: 5, 10 and 15 of 5 to 30.
        await page.mouse.move(x + 14, y + height / 2);
        await page.mouse.down();
        await page.mouse.move(x + 14, y + height, { steps: 4 });
        await page.mouse.up();
        const result = await swept;
        const low = picture.drawn.filter((trial) => result.trial(trial).params.fast <= 15).length;
        expect(await shown()).toBe(low);
        expect(await page.locator('#parallel-count').textContent()).toBe(`${low} of ${picture.drawn.length} lines pass`);
        await page.mouse.click(x + 14, y + height / 2);
        expect(await shown()).toBe(picture.drawn.length);
        await brush.focus();
        await page.keyboard.press('ArrowUp');
        expect(await shown()).toBe(picture.drawn.filter((trial) => result.trial(trial).params.fast >= 25).length);
        await page.keyboard.press('Escape');
        expect(await shown()).toBe(picture.drawn.length);
      });
    }
  });

  it('fit a telephone without scrolling sideways', async () => {
    const result = await swept;
    for (const picture of [result.parallel(), result.sensitivity(), result.heatmap('fast', 'slow')]) {
      await seePicture(picture, { width: 360, scheme: 'light' }, expectToFit);
    }
  });
});
