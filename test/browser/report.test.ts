import { type BacktestResult, writeReport } from 'barwright';
import { writeComparison } from 'barwright/report';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { hostile, idle, large, ruined, several, usual } from '../report/results.ts';
import { describePages, type Look } from './offline-pages.ts';

describePages('the report', ({ path: pathOf, see }) => {
  let files = 0;

  async function open(result: BacktestResult, look: Look, use: (page: Page) => Promise<void>): Promise<void> {
    const path = pathOf(String(files++));
    await writeReport(result, path);
    await see(path, look, async (page) => {
      if (result.time.length > 0) await page.waitForSelector('#price-chart[data-drawn]');
      await use(page);
    });
  }

  /** Number of colours in the drawn canvases of a chart. */
  const colorsIn = (page: Page, id: string): Promise<number> =>
    page.evaluate((chart) => {
      const scope = globalThis as unknown as { document: { querySelectorAll(selector: string): Iterable<DrawnCanvas> } };
      interface DrawnCanvas {
        readonly width: number;
        readonly height: number;
        getContext(kind: '2d'): { getImageData(x: number, y: number, w: number, h: number): { readonly data: Uint8ClampedArray } };
      }
      const colors = new Set<number>();
      for (const canvas of scope.document.querySelectorAll(`#${chart} canvas`)) {
        if (canvas.width === 0 || canvas.height === 0) continue;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0) colors.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      }
      return colors.size;
    }, id);

  const overflow = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth - innerWidth');
  const texts = (page: Page, column: number): Promise<readonly string[]> =>
    page.locator(`#trade-list tbody tr[data-trade] td:nth-child(${column})`).allTextContents();

  it('draws candles and equity without an error or a request', () =>
    open(usual(), {}, async (page) => {
      await page.waitForTimeout(300);
      expect(await colorsIn(page, 'price-chart')).toBeGreaterThan(20);
      expect(await colorsIn(page, 'account-chart')).toBeGreaterThan(20);
      expect(await page.locator('#price-legend').textContent()).toMatch(/O [\d,.]+.*sma\(10\) [\d,.]+.*rsi\(14\)/);
      expect(await page.locator('#account-legend').textContent()).toMatch(/Strategy.*Buy and hold.*Below peak/);
    }));

  it('sorts and filters trades and leads from a trade to its place in the chart', () =>
    open(usual(), {}, async (page) => {
      const number = (text: string): number => Number(text.replaceAll(',', ''));
      const profit = '#trade-list th[data-sort=pnl]';
      const column = await page.evaluate<number>(
        `[...document.querySelectorAll('#trade-list th')].findIndex((th) => th.dataset.sort === 'pnl') + 1`,
      );
      await page.click(`${profit} button`);
      expect(await page.getAttribute(profit, 'aria-sort')).toBe('descending');
      const down = (await texts(page, column)).map(number);
      expect(down.length).toBeGreaterThan(10);
      expect(down).toEqual([...down].sort((a, b) => b - a));
      await page.click(`${profit} button`);
      const up = (await texts(page, column)).map(number);
      expect(up).toEqual([...up].sort((a, b) => a - b));
      expect(up[0]).toBeLessThan(down[0]);

      await page.selectOption('[name=side]', 'short');
      expect(new Set(await texts(page, 2))).toEqual(new Set(['Short']));
      await page.fill('[name=text]', 'stop loss');
      expect(await page.locator('#trade-count').textContent()).toMatch(/^\d+ of \d+ trades$/);

      await page.locator('#trade-list tbody button').first().click();
      await page.waitForTimeout(300);
      expect(await page.evaluate('document.getElementById("prices").getBoundingClientRect().top')).toBeLessThan(200);
    }));

  it('keeps only the rows in view in the document, down to the last of tens of thousands', () => {
    const result = large();
    return open(result, {}, async (page) => {
      expect(await page.locator('#trade-list tbody tr').count()).toBeLessThan(60);
      await page.evaluate(`document.querySelector('.trade-scroller').scrollTop = 1e9`);
      await page.waitForSelector(`#trade-list tr[data-trade="${result.trades.length - 1}"]`);
      expect(await page.locator('#trade-list tbody tr').count()).toBeLessThan(60);
    });
  });

  it('zooms by keys and shows all again', () =>
    open(usual(), {}, async (page) => {
      const wide = await page.locator('#price-chart').screenshot();
      const account = await page.locator('#account-chart').screenshot();
      await page.focus('#price-chart');
      for (let i = 0; i < 6; i++) await page.keyboard.press('+');
      await page.waitForTimeout(200);
      expect(wide.equals(await page.locator('#price-chart').screenshot())).toBe(false);
      expect(account.equals(await page.locator('#account-chart').screenshot())).toBe(false);
      await page.locator('#prices [data-fit]').click();
      await page.waitForTimeout(200);
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Show all');
    }));

  it('changes between light and dark by the system and by its button', () =>
    open(usual(2_000), { scheme: 'dark' }, async (page) => {
      const paper = (): Promise<string> => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
      expect(await paper()).toBe('rgb(17, 19, 22)');
      await page.click('#theme');
      expect(await paper()).toBe('rgb(247, 246, 243)');
      expect(await page.getAttribute('#theme', 'aria-pressed')).toBe('false');
      await page.click('#theme');
      expect(await paper()).toBe('rgb(17, 19, 22)');
    }));

  it.each([390, 768, 1_440])('fits a screen %i px wide', (width) =>
    open(several(), { width }, async (page) => {
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: width - 20, height: 900 });
      await page.waitForTimeout(200);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }),
  );

  it('shows the whole span on a narrow screen', () =>
    open(usual(30_000), { width: 390 }, async (page) => {
      const chart = page.locator('#account-chart');
      await chart.scrollIntoViewIfNeeded();
      await chart.hover({ position: { x: 1, y: 100 } });
      expect(await page.locator('#account-legend').textContent()).toMatch(/^ 2022-01-01/);
    }));

  it('draws another instrument when it is picked, and runs no script in its name', () =>
    open(several(), {}, async (page) => {
      const first = await page.locator('#price-legend').textContent();
      await page.selectOption('#price-symbol', { label: hostile });
      await page.waitForTimeout(200);
      expect(await page.locator('#price-legend').textContent()).not.toBe(first);
      expect(await colorsIn(page, 'price-chart')).toBeGreaterThan(20);
    }));

  it('shows the definition of a metric on hover and on focus', () =>
    open(usual(1_000), {}, async (page) => {
      const line = page.locator('.metric-group dl > div', { has: page.locator('dt', { hasText: /^Sharpe ratio$/ }) });
      expect(await line.locator('.definition').isVisible()).toBe(false);
      await line.hover();
      expect(await line.locator('.definition').isVisible()).toBe(true);
      await page.mouse.move(0, 0);
      await line.focus();
      expect(await line.locator('.definition').textContent()).toMatch(/^Mean return above the risk-free one/);
      expect(await line.locator('.definition').isVisible()).toBe(true);
    }));

  it('has a name for every control and one heading of each section', () =>
    open(several(), {}, async (page) => {
      const nameless = await page.evaluate<readonly string[]>(
        `[...document.querySelectorAll('button, input, select, [role=application], [role=img]')]
          .filter((control) => !(control.getAttribute('aria-label') || control.textContent.trim() || control.labels?.length))
          .map((control) => control.outerHTML.slice(0, 120))`,
      );
      expect(nameless).toEqual([]);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    }));

  it('prints light, with the trades and without the controls', () =>
    open(usual(3_000), { scheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate('getComputedStyle(document.body.parentElement).colorScheme')).toBe('light');
      expect(await page.locator('#theme').isVisible()).toBe(false);
      expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
    }));

  it.each([
    ['without a trade', () => idle(), 9],
    ['of one bar', () => idle(1), 9],
    // Its leverage has a section of its own.
    ['of a ruin', () => ruined(), 10],
  ])('is whole %s', (_, run, sections) =>
    open(run(), { width: 390 }, async (page) => {
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await page.locator('section').count()).toBe(sections);
    }),
  );

  it('has a sister that compares results', async () => {
    const path = pathOf('comparison');
    await writeComparison({ cheap: usual(2_000, { fees: 0 }), dear: usual(2_000, { fees: 0.002 }) }, path);
    await see(path, { width: 390 }, async (page) => {
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await page.locator('.best').count()).toBeGreaterThan(10);
    });
  });
});
