import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { syntheticBars } from 'barwright';
import { grid, type SweepPicture, sweep } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) console.warn('No Chromium found: the browser tests of sweeps are skipped. Set CHROMIUM to its path.');

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

describe.skipIf(executablePath === undefined)('pictures of a sweep in Chromium', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'barwright-browser-'));
    browser = await chromium.launch({ executablePath: executablePath!, args });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  const swept = sweep(MovingAverageCross, syntheticBars({ seed: 7, length: 1_000 }), {
    space: grid({ fast: { from: 5, to: 30, step: 5 }, slow: { from: 20, to: 160, step: 20 } }, { where: (p) => p.fast < p.slow }),
  });

  /** Opens a page offline and expects no error, no message and no request. */
  async function see(picture: SweepPicture, width: number, scheme: 'light' | 'dark', use: (page: Page) => Promise<void>): Promise<void> {
    const path = join(folder, `${width}-${scheme}.html`);
    await picture.write(path);
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, offline: true });
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (!/^(file:|data:)/.test(request.url())) troubles.push(request.url());
    });
    await page.goto(pathToFileURL(path).href);
    await use(page);
    expect(troubles).toEqual([]);
    await context.close();
  }

  it('leave the lines that pass where one drags along an axis', async () => {
    const picture = (await swept).parallel();
    for (const scheme of ['light', 'dark'] as const) {
      await see(picture, 1_200, scheme, async (page) => {
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
      await see(picture, 360, 'light', async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      });
    }
  });
});
