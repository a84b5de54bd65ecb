import type { BacktestResult } from '../backtest/index.ts';
import { formatInterval, show } from '../core/index.ts';

/** "MaCross on BTCUSDT", the first three of many symbols named. */
export function titleOf({ strategy, symbols }: BacktestResult): string {
  const named = symbols.filter(Boolean);
  if (named.length === 0) return strategy.name;
  const more = named.length > 3 ? ` and ${named.length - 3} more` : '';
  return `${strategy.name} on ${named.slice(0, 3).join(', ')}${more}`;
}

/** Parameters, interval, span and number of bars on one line. */
export function leadOf({ strategy, time, intervalMs }: BacktestResult): string {
  const parameters = Object.entries(strategy.parameters).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? show(value) : value}`,
  );
  const bars = `${time.length.toLocaleString('en-US')} ${time.length === 1 ? 'bar' : 'bars'} of ${formatInterval(intervalMs)}`;
  const span = time.length === 0 ? 'no bars' : `${dayText(time[0])} to ${dayText(time[time.length - 1])}`;
  return [parameters.join(', '), span.replaceAll('-', '\u2011'), bars].filter(Boolean).join(' · ');
}

/** The day of a time, UTC: `2024-01-31`. */
export function dayText(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : 'n/a';
}

/** Money with thousands grouped; cents only below a hundred thousand. */
export function moneyText(value: number): string {
  const digits = Math.abs(value) < 100_000 ? 2 : 0;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A fraction as percent with its sign. */
export function signedPercent(fraction: number): string {
  if (!Number.isFinite(fraction)) return 'n/a';
  const text = (Math.abs(fraction) * 100).toLocaleString('en-US', {
    minimumFractionDigits: Math.abs(fraction) >= 10 ? 0 : 2,
    maximumFractionDigits: Math.abs(fraction) >= 10 ? 0 : 2,
  });
  return `${fraction > 0 ? '+' : fraction < 0 ? '−' : ''}${text}%`;
}

/** `1 trade`, `2 trades`. */
export function countText(count: number, word: string): string {
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
}
