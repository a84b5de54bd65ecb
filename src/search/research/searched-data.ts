import { createHash } from 'node:crypto';
import { hashColumns } from '../../core/index.ts';
import { type Bars, barFields } from '../../market/index.ts';

/** One instrument of the data that was searched. */
export interface SearchedSeries {
  readonly symbol: string;
  readonly intervalMs: number;
  /** Open of the first bar and end of the last, ms. */
  readonly from: number;
  readonly to: number;
  readonly bars: number;
  /** Hash of the columns. */
  readonly hash: string;
}

/** The data that was searched, so that it is known again. */
export interface SearchedData {
  /** Hash of all that is in it. */
  readonly hash: string;
  /** Its instruments by name, the first 256 of them; none where it is not bars. */
  readonly series: readonly SearchedSeries[];
}

const mostSeries = 256;

/** What is known again of bars; `others` tells apart what is no bars. */
export function searchedDataOf(bars: readonly Bars[], others = ''): SearchedData {
  const series = bars.map((one): SearchedSeries => {
    const { symbol, intervalMs, length, time } = one;
    const hash = hashColumns(barFields.map((field) => one[field]));
    return { symbol, intervalMs, from: time[0], to: time[length - 1] + intervalMs, bars: length, hash };
  });
  series.sort((a, b) => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : a.intervalMs - b.intervalMs || a.from - b.from));
  const hash = createHash('sha256')
    .update(JSON.stringify([series.map((one) => one.hash), others]))
    .digest('hex')
    .slice(0, 16);
  return { hash, series: series.slice(0, mostSeries) };
}

/** Share of the shorter of two series, or of the smaller of two sets of them, that has to be in the other. */
const enough = 0.5;

/**
 * Whether what was tried on one data set was tried on the other too: they are equal, or at least half of the instruments of the smaller
 * one are in the other. An instrument is the same where name and interval are equal and at least half of the time of the shorter lies in
 * both; without a name, where all its numbers are equal.
 */
export function isSameData(a: SearchedData, b: SearchedData): boolean {
  if (a.hash === b.hash) return true;
  const [few, many] = a.series.length <= b.series.length ? [a.series, b.series] : [b.series, a.series];
  if (few.length === 0) return false;
  const shared = few.filter((one) => many.some((other) => isSameSeries(one, other)));
  return shared.length >= enough * few.length;
}

function isSameSeries(a: SearchedSeries, b: SearchedSeries): boolean {
  if (a.hash === b.hash) return true;
  if (a.symbol === '' || a.symbol !== b.symbol || a.intervalMs !== b.intervalMs) return false;
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared >= enough * Math.min(a.to - a.from, b.to - b.from);
}
