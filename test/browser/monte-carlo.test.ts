import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { backtest, syntheticBars } from 'barwright';
import { MovingAverageCross } from 'barwright/strategy';
import { monteCarlo, monteCarloTrades } from 'barwright/validation';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined)
  console.warn('No Chromium found: the browser tests of Monte Carlo are skipped. Set CHROMIUM to its path.');

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

describe.skipIf(executablePath === undefined)('pages of Monte Carlo in Chromium', () => {
  let browser: Browser;
  let folder: string;
  const pages: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'barwright-browser-'));
    browser = await chromium.launch({ executablePath: executablePath!, args });
    const [strategy, bars] = [new MovingAverageCross(), syntheticBars({ seed: 7, length: 2_000 })];
    const options = { fees: 0.001 };
    pages.push(join(folder, 'worlds.html'), join(folder, 'trades.html'));
    await (await monteCarlo(strategy, bars, { worlds: 25, options })).report(pages[0]);
    await monteCarloTrades(backtest(strategy, bars, options), { runs: 500 }).report(pages[1]);
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
      [pages[1], 2],
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

  it('fit a telephone without scrolling sideways', async () => {
    for (const path of pages) {
      await see(path, 360, 'light', async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      });
    }
  });
});
