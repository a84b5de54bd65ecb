import { grid } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { validate } from 'barwright/validation';
import { beforeAll, expect, it } from 'vitest';
import { quick, world } from '../validation/gate-worlds.ts';
import { describePages, expectToFit } from './offline-pages.ts';

describePages('the page of a verdict', ({ path, see }) => {
  beforeAll(async () => {
    const verdict = await validate(MovingAverageCross, world(1, 0.3, 1_200, 40), {
      space: grid({ fast: [5, 10, 15], slow: [20, 30, 40, 60] }),
      options: { fees: 0.0005 },
      layers: quick,
    });
    await verdict.report(path('verdict'));
  });

  it.each([
    [1_280, 'light'],
    [1_280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('opens offline without a trouble and fits %i px, %s', async (width, scheme) => {
    await see(path('verdict'), { width, scheme }, async (page) => {
      expect(await page.title()).toMatch(/^MovingAverageCross on WORLD: (passed|failed)$/);
      await expectToFit(page);
      const [opening, rows, pictures] = await page.evaluate<[string, number, number]>(
        `[document.querySelector('.judgement').innerText, document.querySelectorAll('.checks tbody tr').length, document.querySelectorAll('svg').length]`,
      );
      expect(opening).toMatch(/^(PASSED|FAILED): MovingAverageCross on WORLD/);
      expect(rows).toBe(20);
      expect(pictures).toBeGreaterThanOrEqual(10);
    });
  });
});
