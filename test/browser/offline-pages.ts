import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** How a page is looked at. */
export interface Look {
  /** @default 1440 */
  readonly width?: number;
  /** @default 'light' */
  readonly scheme?: 'light' | 'dark';
}

/** A folder for pages, and a browser to look at them. */
export interface OfflinePages {
  /** Where a page of this name lies. */
  path(name: string): string;
  /** Opens a page offline and expects no error, no message, no dialog and no request. */
  see(path: string, look: Look, use: (page: Page) => Promise<void>): Promise<void>;
}

/** Tests of pages in Chromium; skipped, saying so, where there is none. */
export function describePages(name: string, tests: (pages: OfflinePages) => void): void {
  if (executablePath === undefined) console.warn(`No Chromium found: ${name} is not looked at. Set CHROMIUM to its path.`);
  describe.skipIf(executablePath === undefined)(`${name} in Chromium`, () => {
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
    tests({
      path: (page) => join(folder, `${page}.html`),
      async see(path, { width = 1_440, scheme = 'light' }, use) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, offline: true });
        const page = await context.newPage();
        const troubles: string[] = [];
        page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`));
        page.on('pageerror', (error) => troubles.push(error.message));
        page.on('dialog', (dialog) => troubles.push(`dialog: ${dialog.message()}`));
        page.on('request', (request) => {
          if (!/^(file:|data:)/.test(request.url())) troubles.push(`request: ${request.url()}`);
        });
        await page.goto(pathToFileURL(path).href);
        await use(page);
        expect(troubles).toEqual([]);
        await context.close();
      },
    });
  });
}

/** Expects so many pictures that are drawn wide enough to be seen, and one title. */
export async function expectPictures(page: Page, pictures: number): Promise<void> {
  const sizes = await page.evaluate<number[]>(
    `[...document.querySelectorAll('svg.chart')].map((svg) => svg.getBoundingClientRect().width)`,
  );
  expect(sizes.filter((width) => width > 200).length).toBe(pictures);
  expect(await page.locator('h1').count()).toBe(1);
}

/** Expects that a page does not scroll sideways. */
export async function expectToFit(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
}
