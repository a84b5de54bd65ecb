import { metricCatalog } from 'barwright/metrics';
import { renderReport } from 'barwright/report';
import { describe, expect, it } from 'vitest';
import { flat, hostile, idle, large, ruined, several, usual } from './results.ts';

describe('renderReport', () => {
  it('tells the figures, every metric with its definition, every assumption and the manifest', async () => {
    const result = usual();
    const html = await renderReport(result);
    expect(html).toContain('<h1>Cross on BTCUSDT</h1>');
    for (const { label } of metricCatalog) expect(html).toContain(`<dt>${label}</dt>`);
    for (const { name, value } of result.assumptions) expect(html).toContain(`<th scope="row">${name}</th><td>${value}</td>`);
    expect(html).toContain(result.manifest.data[0].hash);
    expect(html).toContain('https://www.tradingview.com/');
    expect(html).toContain(`${result.ambiguousBars.length.toLocaleString('en-US')} ambiguous bar`);
  });

  it('asks the network for nothing: its only addresses are links', async () => {
    const html = await renderReport(usual(3_000));
    const page = html.replace(/<script>[\s\S]*?<\/script>/g, '');
    for (const [, name, address] of page.matchAll(/<(\w+)[^>]*(?:src|href)="((?!#)[^"]*)"/g)) {
      expect([name, address.startsWith('data:') || name === 'a']).toEqual([name, true]);
    }
    expect(page).not.toMatch(/@import|url\(/);
  });

  it('escapes names and titles that users give', async () => {
    const html = await renderReport(several(), { title: hostile });
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
  });

  it.each([
    ['an idle strategy', () => idle(), 'Never traded'],
    ['one bar', () => idle(1), 'Never traded'],
    ['a market that never moves', () => flat(), 'Equity never closed below'],
    ['ruin', () => ruined(), 'Ruined on 2020-01-06'],
    ['a start of trading after the warm-up', () => usual(2_000, { tradeFrom: '2022-02-01' }), 'Gained|Lost'],
    ['no benchmark', () => usual(2_000, { benchmark: 'none' }), 'Gained|Lost'],
  ])('has a page for %s', async (_, run, text) => {
    const html = await renderReport(run());
    expect(html).toMatch(new RegExp(text));
    expect(html.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/NaN|Infinity|undefined</);
  });

  it('says what the numbers rest on', async () => {
    const html = await renderReport(usual(2_000, { fees: 0 }));
    expect(html).toMatch(/4 assumptions flatter it \(fees: none, slippage: none,/);
    expect(html).toMatch(/weigh against it \(fills: nextOpen/);
  });

  it('stays under 3 MB with 500,000 bars and 20,000 trades', async () => {
    const result = large();
    expect(result.trades.length).toBeGreaterThan(15_000);
    expect((await renderReport(result)).length).toBeLessThan(3_000_000);
  });

  it('refuses what is no result, unknown options and wrong ones, before any work', async () => {
    await expect(renderReport({} as never)).rejects.toThrow('Expected `result` to be what `backtest` returns');
    await expect(renderReport(idle(5), { titel: 'x' } as never)).rejects.toThrow('Did you mean `title`?');
    await expect(renderReport(idle(5), { theme: 'black' as never })).rejects.toThrow(
      "Expected `theme` to be one of 'auto', 'light', 'dark'",
    );
    await expect(renderReport(idle(5), { title: 5 as never })).rejects.toThrow('Expected `title` to be text');
  });
});
