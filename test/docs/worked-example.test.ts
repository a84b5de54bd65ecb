import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateChecks } from 'barwright/validation';
import { describe, expect, it } from 'vitest';
import { hourlyMarkets, judge } from '../../docs/worked-example.ts';
import { root } from './blocks.ts';

const markets = await hourlyMarkets();
if (markets.length === 0) console.warn('The hourly files are absent: figures of the worked example are not checked.');

describe('the worked example', () => {
  const text = readFileSync(join(root, 'docs/guides/worked-example.md'), 'utf8');
  const cells = (name: string): readonly string[] =>
    (text.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());

  it('has a row for each market and each check', () => {
    for (const coin of ['ADA', 'BNB', 'BTC', 'DOGE', 'ETH', 'LINK', 'SOL', 'XRP']) expect(cells(`${coin}USDT`)).toHaveLength(11);
    for (const { name, required } of validateChecks) {
      const row = cells(`\`${name}\`${required ? '' : ' (advice)'}`);
      expect(row).toHaveLength(9);
      for (const mark of row.slice(1)) expect(['passed', 'failed', 'waived', 'n/a']).toContain(mark);
    }
  });

  it.skipIf(markets.length === 0)('has the figures that its script finds', async () => {
    const bitcoin = markets.find(({ symbol }) => symbol === 'BTCUSDT')!;
    const quick = { superiority: false, monteCarlo: false, stress: false, walkForward: false, crossValidation: false } as const;
    const verdict = await judge(bitcoin, { ...quick, permutation: false });
    const { params, metrics, checks } = verdict.toJSON();
    const share = (value: number | null | undefined): string => `${Math.round(100 * (value as number))} %`;
    const figure = (name: string): number | null | undefined => checks.find((check) => check.name === name)?.figure;
    const [, , , best, returned, , sharpe, deflated, pbo] = cells('BTCUSDT');
    expect([best, returned, sharpe, deflated, pbo]).toEqual([
      `${params.fast} / ${params.slow}`,
      share(metrics.totalReturn),
      metrics.sharpe?.toFixed(2),
      share(figure('deflatedSharpe')),
      share(figure('pbo')),
    ]);
    for (const { name, required, passed, waived } of checks) {
      const row = cells(`\`${name}\`${required ? '' : ' (advice)'}`);
      expect(row[3], name).toBe(waived !== null ? 'waived' : passed === true ? 'passed' : 'failed');
    }
  });
});
