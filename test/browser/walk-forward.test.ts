import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { syntheticBars } from 'barwright';
import { grid } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { combinatorialPurged, crossValidate, crossValidateModel, type Model, walkForward } from 'barwright/validation';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined)
  console.warn('No Chromium found: the browser tests of walk-forwards are skipped. Set CHROMIUM to its path.');

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

describe.skipIf(executablePath === undefined)('pages of walk-forwards in Chromium', () => {
  let browser: Browser;
  let folder: string;
  const pages: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'barwright-browser-'));
    browser = await chromium.launch({ executablePath: executablePath!, args });
    const bars = syntheticBars({ seed: 7, length: 4_000, interval: '1h', symbol: 'A long & <odd> name' });
    const search = { space: grid({ fast: [5, 10, 20], slow: [40, 80, 120] }), options: { fees: 0.001 } };
    const splitter = combinatorialPurged({ groups: 6, testGroups: 2, purge: { bars: 5 }, embargo: { bars: 20 } });
    pages.push(...['forward', 'paths', 'model'].map((name) => join(folder, `${name}.html`)));
    await (await walkForward(MovingAverageCross, bars, { ...search, train: { bars: 800 }, test: { bars: 100 } })).report(pages[0]);
    await (await crossValidate(MovingAverageCross, bars, { ...search, splitter })).report(pages[1]);
    const itself = (): Model => ({ fit: () => {}, predict: (x) => x.map(([value]) => value) });
    const { close, time } = bars;
    await (await crossValidateModel(itself, { features: { close }, target: close, times: time }, { splitter })).report(pages[2]);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  /** Opens a page offline and expects no error, no message and no request. */
  async function see(path: string, width: number, colorScheme: 'light' | 'dark', use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, offline: true });
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

  it('open offline, light and dark, with every picture drawn', async () => {
    for (const [path, pictures] of [
      [pages[0], 7],
      [pages[1], 3],
      [pages[2], 2],
    ] as const) {
      for (const scheme of ['light', 'dark'] as const) {
        await see(path, 1_100, scheme, async (page) => {
          const sizes = await page.evaluate(`[...document.querySelectorAll('svg.chart')].map((svg) => svg.getBoundingClientRect().width)`);
          expect((sizes as number[]).filter((width) => width > 200).length).toBe(pictures);
          expect(await page.locator('h1').count()).toBe(1);
        });
      }
    }
  });

  it('name no group of bars over another', async () => {
    await see(pages[0], 1_100, 'light', async (page) => {
      const overlaps = await page.evaluate(`[...document.querySelectorAll('#figures svg.chart')].map((svg) => {
        const boxes = [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
        return boxes.filter((one, k) => boxes.some((other, m) => m > k && one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)).length;
      })`);
      expect(overlaps).toEqual([0, 0]);
    });
  });

  it('fit a telephone without scrolling sideways', async () => {
    for (const path of pages) {
      await see(path, 360, 'light', async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      });
    }
  });
});
