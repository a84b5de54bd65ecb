import { ArgumentError, formatTime } from '../core/index.ts';
import type { BacktestResult } from './result.ts';

/** One thing that led to a trade or came of it. */
export interface Explanation {
  /** Open time of the bar, ms. */
  readonly time: number;
  readonly what: 'order' | 'fill' | 'funding' | 'ambiguous' | 'trade';
  readonly text: string;
}

/**
 * The events of one trade in the order of their happening: the orders that were decided for its symbol from the decision of its entry to
 * its exit, their fills, funding, and bars whose outcome hung on the intrabar rule.
 *
 * @param trade row of `result.trades`; negative ones count from the end.
 * @throws ArgumentError where there is no such trade.
 * @example
 * ```ts
 * import { backtest, defineStrategy, sma, crossedAbove, crossedBelow, syntheticBars } from 'barwright';
 * import { explain } from 'barwright/backtest';
 * const Cross = defineStrategy({
 *   signals: ({ close }) => ({ entries: crossedAbove(close, sma(close, 20)), exits: crossedBelow(close, sma(close, 20)) }),
 * });
 * const result = backtest(new Cross(), syntheticBars({ seed: 1, length: 500 }));
 * for (const { text } of explain(result, 0)) console.log(text);
 * ```
 */
export function explain(result: BacktestResult, trade: number): readonly Explanation[] {
  const { trades, orders, fills, funding, ambiguousBars } = result;
  if (!Number.isInteger(trade) || trade >= trades.length || trade < -trades.length)
    throw new ArgumentError(`Expected \`trade\` to be one of ${trades.length} trades, was \`${trade}\`.`);
  const of = trades.at(trade);
  const own = fills.toRows().filter(({ symbol, index }) => symbol === of.symbol && index >= of.entryIndex && index <= of.exitIndex);
  const entry = own[0] === undefined ? undefined : orders.at(own[0].orderId);
  const first = Math.min(of.entryIndex, entry?.index ?? of.entryIndex);
  const lines: (Explanation & { readonly index: number; readonly rank: number })[] = [];
  for (const { symbol, index, time, side, type, reason, price, status, reject } of orders) {
    if (symbol !== of.symbol || index < first || index > of.exitIndex) continue;
    const at = Number.isNaN(price) ? '' : ` at ${price}`;
    lines.push({
      index,
      time,
      rank: reason === 'stopLoss' || reason === 'takeProfit' || reason === 'trailingStop' ? 1 : 3,
      what: 'order',
      text: `${reason}: ${side} ${type}${at}, ${status}${reject === undefined ? '' : ` (${reject})`}`,
    });
  }
  for (const { index, time, side, quantity, price, fee, moment } of own) {
    lines.push({ index, time, rank: 2, what: 'fill', text: `filled: ${side} ${quantity} at ${price} (${moment}), fee ${fee}` });
  }
  for (const { symbol, time, rate, amount } of funding) {
    if (symbol === of.symbol && time >= of.entryTime && time <= of.exitTime)
      lines.push({ index: of.entryIndex, time, rank: 0, what: 'funding', text: `funding ${rate}: ${amount}` });
  }
  for (const { symbol, index, time, rule } of ambiguousBars) {
    if (symbol === of.symbol && index >= of.entryIndex && index <= of.exitIndex)
      lines.push({ index, time, rank: 2, what: 'ambiguous', text: `the bar hung on the rule \`${rule}\`` });
  }
  lines.sort((a, b) => a.time - b.time || a.rank - b.rank);
  const end = `${of.direction} ${of.quantity}: ${of.entryPrice} to ${of.exitPrice} (${of.exitReason}), profit ${of.pnl}, ${of.bars} bars`;
  return [
    ...lines.map(({ time, what, text }) => ({ time, what, text: `${formatTime(time)} ${text}` })),
    { time: of.exitTime, what: 'trade', text: `${formatTime(of.exitTime)} ${end}` },
  ];
}
