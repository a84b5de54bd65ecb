import { formatTime } from '../core/index.ts';
import type { BacktestResult } from './result.ts';

/** What {@link BacktestResult.diagnostics} may find. */
export type DiagnosticCode =
  | 'NO_TRADES'
  | 'FEW_TRADES'
  | 'ONE_TRADE_MAKES_THE_PROFIT'
  | 'FILLS_ABOVE_VOLUME'
  | 'STALE_DATA'
  | 'SIZES_ROUNDED_TO_ZERO'
  | 'WARMUP_TRADED'
  | 'FEES_EAT_THE_EDGE'
  | 'NO_COSTS'
  | 'HANGS_ON_AMBIGUOUS_BARS';

/** A likely mistake, with what was measured. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** What was found and the mend, in one or two sentences. */
  readonly message: string;
  /** The figures that the message tells. */
  readonly figures: Readonly<Record<string, number>>;
}

/** The bounds beyond which something is named. */
export const diagnosticBounds: {
  readonly fewTrades: number;
  readonly profitOfOneTrade: number;
  readonly stalePrices: number;
  readonly feesOfProfit: number;
  readonly ambiguousTrades: number;
} = {
  /** Closed trades below which figures per trade say little. */
  fewTrades: 30,
  /** Share of the net profit that the best trade alone makes. */
  profitOfOneTrade: 0.5,
  /** Bars in a row with one close. */
  stalePrices: 100,
  /** Share of the gross profit that fees and slippage take. */
  feesOfProfit: 0.5,
  /** Share of trades that end in a bar whose outcome hung on the intrabar rule. */
  ambiguousTrades: 0.05,
};

type Check = (result: BacktestResult) => Diagnostic | undefined;

/** The likely mistakes of a run, in a fixed order. */
export function diagnosticsOf(result: BacktestResult): readonly Diagnostic[] {
  if (result.fills.length === 0) return [noTrades(result), zeroSizes(result), staleData(result)].filter((found) => found !== undefined);
  const checks: readonly Check[] = [
    fewTrades,
    oneTrade,
    fillsAboveVolume,
    staleData,
    zeroSizes,
    warmupTraded,
    feesEatTheEdge,
    noCosts,
    hangsOnAmbiguousBars,
  ];
  return checks.map((check) => check(result)).filter((found) => found !== undefined);
}

function noTrades({ orders }: BacktestResult): Diagnostic {
  const message =
    orders.length === 0
      ? 'No order was made: the signals never ask for one. Look at them, and at the warm-up of the indicators.'
      : `None of ${orders.length} orders was filled. Look at \`result.orders.column('reject')\`, and at limit and stop prices.`;
  return { code: 'NO_TRADES', message, figures: { orders: orders.length } };
}

function closedPnl({ trades }: BacktestResult): readonly number[] {
  const status = trades.column('status');
  return Array.from(trades.column('pnl')).filter((_, row) => status[row] === 'closed');
}

function fewTrades(result: BacktestResult): Diagnostic | undefined {
  const closed = closedPnl(result).length;
  if (closed >= diagnosticBounds.fewTrades) return undefined;
  return {
    code: 'FEW_TRADES',
    message: `Only ${closed} trade${closed === 1 ? ' was' : 's were'} closed: figures per trade say little below ${diagnosticBounds.fewTrades}. Use more data or instruments.`,
    figures: { closed },
  };
}

function oneTrade(result: BacktestResult): Diagnostic | undefined {
  const pnl = closedPnl(result);
  const profit = pnl.reduce((sum, value) => sum + value, 0);
  const best = pnl.reduce((most, value) => Math.max(most, value), 0);
  const share = best / profit;
  if (pnl.length < 2 || profit <= 0 || share < diagnosticBounds.profitOfOneTrade) return undefined;
  return {
    code: 'ONE_TRADE_MAKES_THE_PROFIT',
    message: `One trade of ${pnl.length} makes ${percent(share)} of the profit. Without it the strategy made ${(profit - best).toFixed(2)}.`,
    figures: { trades: pnl.length, best, profit, share },
  };
}

function fillsAboveVolume({ fills, bars, symbols }: BacktestResult): Diagnostic | undefined {
  const [symbol, quantity, index] = [fills.column('symbol'), fills.column('quantity'), fills.column('index')];
  let count = 0;
  for (let row = 0; row < fills.length; row++) {
    const volume = bars[symbols.indexOf(symbol[row])].volume[index[row]];
    if (volume > 0 && quantity[row] > volume) count++;
  }
  if (count === 0) return undefined;
  return {
    code: 'FILLS_ABOVE_VOLUME',
    message: `${count} of ${fills.length} fills are larger than all that was traded in their bar. Trade smaller, or a market with more volume.`,
    figures: { fills: count },
  };
}

function staleData({ bars }: BacktestResult): Diagnostic | undefined {
  let longest = { length: 0, symbol: '', time: 0 };
  for (const { close, time, symbol } of bars) {
    for (let start = 0; start < close.length; ) {
      let end = start + 1;
      while (end < close.length && close[end] === close[start]) end++;
      if (end - start > longest.length) longest = { length: end - start, symbol, time: time[start] };
      start = end;
    }
  }
  if (longest.length < diagnosticBounds.stalePrices) return undefined;
  const of = longest.symbol === '' ? '' : ` of ${longest.symbol}`;
  return {
    code: 'STALE_DATA',
    message: `The close${of} does not change for ${longest.length} bars from ${formatTime(longest.time)}. Nobody could trade there at that price: look at \`qualityReport\`.`,
    figures: { bars: longest.length, time: longest.time },
  };
}

function zeroSizes({ orders }: BacktestResult): Diagnostic | undefined {
  const zero = Array.from(orders.column('reject')).filter((code) => code === 'QUANTITY_ROUNDS_TO_ZERO').length;
  if (zero === 0) return undefined;
  return {
    code: 'SIZES_ROUNDED_TO_ZERO',
    message: `The size of ${zero} order${zero === 1 ? '' : 's'} rounds to zero steps. Give more cash, a larger size, or an instrument with a finer \`quantityStep\`.`,
    figures: { orders: zero },
  };
}

function warmupTraded({ fills, indicators, symbols }: BacktestResult): Diagnostic | undefined {
  const ready = new Map<string, number>();
  for (const { symbol, values } of indicators) {
    const first = values.findIndex((value) => !Number.isNaN(value));
    if (first >= 0) ready.set(symbol, Math.max(ready.get(symbol) ?? 0, first));
  }
  const [symbol, index, reason] = [fills.column('symbol'), fills.column('index'), fills.column('reason')];
  let count = 0;
  for (let row = 0; row < fills.length; row++) {
    if (reason[row] === 'entry' && index[row] <= (ready.get(symbol[row]) ?? -1)) count++;
  }
  if (count === 0) return undefined;
  const bars = Math.max(...symbols.map((name) => ready.get(name) ?? 0));
  return {
    code: 'WARMUP_TRADED',
    message: `${count} entr${count === 1 ? 'y was' : 'ies were'} decided before all indicators had a value (bar ${bars}). Set \`tradeFrom\`, or treat NaN as no signal.`,
    figures: { entries: count, bar: bars },
  };
}

/** What fees and slippage took, and what was won before them. */
function costsOf(result: BacktestResult): { readonly costs: number; readonly gross: number } {
  const costs = sumOf(result.fills.column('fee')) + sumOf(result.fills.column('slippage'));
  return { costs, gross: sumOf(result.trades.column('pnl')) + costs };
}

function feesEatTheEdge(result: BacktestResult): Diagnostic | undefined {
  const { costs, gross } = costsOf(result);
  if (!(costs > 0 && gross > 0 && costs >= diagnosticBounds.feesOfProfit * gross)) return undefined;
  return {
    code: 'FEES_EAT_THE_EDGE',
    message: `Fees and slippage of ${costs.toFixed(2)} take ${percent(costs / gross)} of a gross profit of ${gross.toFixed(2)}. Trade less often, or with limit orders.`,
    figures: { costs, gross },
  };
}

function noCosts(result: BacktestResult): Diagnostic | undefined {
  if (costsOf(result).costs !== 0) return undefined;
  return {
    code: 'NO_COSTS',
    message: 'The run is free of fees and slippage, which no market is. Set `fees` and `slippage`.',
    figures: { fills: result.fills.length },
  };
}

function hangsOnAmbiguousBars({ trades, ambiguousBars }: BacktestResult): Diagnostic | undefined {
  const key = (symbol: string, index: number): string => `${index} ${symbol}`;
  const ambiguous = new Set(Array.from(ambiguousBars, ({ symbol, index }) => key(symbol, index)));
  const [symbol, exit, status] = [trades.column('symbol'), trades.column('exitIndex'), trades.column('status')];
  let count = 0;
  for (let row = 0; row < trades.length; row++) if (status[row] === 'closed' && ambiguous.has(key(symbol[row], exit[row]))) count++;
  const share = count / trades.length;
  if (count === 0 || share < diagnosticBounds.ambiguousTrades) return undefined;
  return {
    code: 'HANGS_ON_AMBIGUOUS_BARS',
    message: `${count} of ${trades.length} trades end in a bar that reached both stop and target (${percent(share)}). Run \`scenarios\`, or give finer bars.`,
    figures: { trades: count, share },
  };
}

function sumOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
