import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { grid } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { validate } from 'barwright/validation';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quick, world } from '../validation/gate-worlds.ts';

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) console.warn('No Chromium found: the browser tests of verdicts are skipped. Set CHROMIUM to its path.');

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

describe.skipIf(executablePath === undefined)('the page of a verdict in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'barwright-browser-'));
    path = join(folder, 'verdict.html');
    const verdict = await validate(MovingAverageCross, world(1, 0.3, 1_200, 40), {
      space: grid({ fast: [5, 10, 15], slow: [20, 30, 40, 60] }),
      options: { fees: 0.0005 },
      layers: quick,
    });
    await verdict.report(path);
    browser = await chromium.launch({ executablePath: executablePath!, args });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    [1_280, 'light'],
    [1_280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('opens offline without a trouble and fits %i px, %s', async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, offline: true });
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (!/^(file:|data:)/.test(request.url())) troubles.push(request.url());
    });
    await page.goto(pathToFileURL(path).href);
    expect(await page.title()).toMatch(/^MovingAverageCross on WORLD: (passed|failed)$/);
    const sides = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(sides).toBeLessThanOrEqual(width);
    const [opening, rows, pictures] = await page.evaluate<[string, number, number]>(
      `[document.querySelector('.judgement').innerText, document.querySelectorAll('.checks tbody tr').length, document.querySelectorAll('svg').length]`,
    );
    expect(opening).toMatch(/^(PASSED|FAILED): MovingAverageCross on WORLD/);
    expect(rows).toBe(20);
    expect(pictures).toBeGreaterThanOrEqual(10);
    expect(troubles).toEqual([]);
    await context.close();
  });
});
