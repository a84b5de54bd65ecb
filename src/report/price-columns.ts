import type { BacktestResult, NotedIndicator } from '../backtest/index.ts';
import { candleBuckets, lastOf } from '../charts/index.ts';
import type { Bars } from '../market/index.ts';
import type { IndicatorEntry, SymbolEntry } from './client/payload.ts';
import type { PackedColumns } from './packed-columns.ts';

/** Candles that all instruments of a page together may have; more bars are joined. */
const candleLimit = 30_000;
/** Where bars must be joined they are joined to this many, which leaves room for everything else. */
const joinedLimit = 16_000;
/** Lines drawn with the candles of one instrument, and panes under them. */
const indicatorLimit = 8;
const paneLimit = 3;

/** Packs candles and indicators of every instrument, joined where there are too many bars. */
export function packPrices(result: BacktestResult, columns: PackedColumns): readonly SymbolEntry[] {
  const total = result.bars.reduce((sum, bars) => sum + bars.length, 0);
  return result.bars.map((bars, k) => {
    const limit = total <= candleLimit ? candleLimit : Math.max(500, Math.floor((joinedLimit * bars.length) / total));
    const buckets = candleBuckets(bars, limit);
    columns.addRising(`price.${k}.time`, buckets.time);
    for (const field of ['open', 'high', 'low', 'close'] as const) columns.add(`price.${k}.${field}`, 'f32', buckets[field]);
    const noted = distinct(result.indicators.filter(({ symbol, values }) => symbol === bars.symbol && values.length === bars.length));
    const entries = placeIndicators(noted, bars);
    entries.forEach(({ values }, i) => {
      columns.add(`price.${k}.indicator.${i}`, 'f32', buckets.size === 1 ? values : lastOf(values, buckets.size));
    });
    return { name: bars.symbol || `Instrument ${k + 1}`, decimals: priceDecimals(bars), size: buckets.size, indicators: entries };
  });
}

type Placed = IndicatorEntry & { readonly values: Float64Array };

function distinct(indicators: readonly NotedIndicator[]): readonly NotedIndicator[] {
  const seen = new Map(indicators.map((indicator) => [`${indicator.label} ${indicator.output}`, indicator]));
  return [...seen.values()].slice(0, indicatorLimit);
}

/** What lies among the prices is drawn over the candles; in one tone a call; each other has a pane, its outputs together. */
function placeIndicators(indicators: readonly NotedIndicator[], bars: Bars): readonly Placed[] {
  const panes: string[] = [];
  const calls: string[] = [];
  return indicators.flatMap(({ label, output, values }, i): readonly Placed[] => {
    const call = label.endsWith(` ${output}`) ? label.slice(0, -output.length - 1) : label;
    if (!calls.includes(call)) calls.push(call);
    if (liesAmongPrices(values, bars)) return [{ label, pane: 0, tone: calls.indexOf(call), values }];
    if (!panes.includes(call)) panes.push(call);
    const pane = panes.indexOf(call) + 1;
    return pane > paneLimit ? [] : [{ label, pane, tone: i, values }];
  });
}

function liesAmongPrices(values: Float64Array, { low, high }: Bars): boolean {
  const step = Math.max(1, Math.floor(values.length / 1_000));
  let known = 0;
  let among = 0;
  for (let i = 0; i < values.length; i += step) {
    if (!Number.isFinite(values[i])) continue;
    known++;
    if (values[i] > low[i] * 0.6 && values[i] < high[i] * 1.6) among++;
  }
  return among >= known * 0.9;
}

/** Digits after the point that the prices of an instrument have: those of its tick, or of the prices themselves. */
export function priceDecimals(bars: Bars): number {
  const { tickSize } = bars.instrument;
  if (tickSize > 0) return digits(tickSize);
  const step = Math.max(1, Math.floor(bars.length / 200));
  let most = 0;
  for (let i = 0; i < bars.length; i += step) most = Math.max(most, digits(bars.close[i]));
  const size = Math.abs(bars.close[bars.length - 1]);
  return Math.min(most, size >= 1_000 ? 2 : size >= 1 ? 4 : 8);
}

function digits(value: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}
