/**
 * The vocabulary of the trade: bars, instruments, calendars, orders, fills, positions and their tables.
 *
 * @module market
 */
export type { ArrowTable, ArrowVector } from './arrow.ts';
export { columnsToArrow } from './arrow.ts';
export { type Bar, type BarColumns, type BarRow, Bars, type BarsOptions, barFields, type Gap } from './bars.ts';
export { type Calendar, type CalendarYear, calendarNames, calendarYear, periodsPerYear } from './calendar.ts';
export { commonStep } from './common-step.ts';
export { type ContractTerms, contractProfit, contractValue, settledPrice } from './contract-value.ts';
export { type Instrument, type InstrumentKind, type InstrumentOptions, instrument } from './instrument.ts';
export type {
  BarMoment,
  Direction,
  Fill,
  Liquidity,
  Order,
  OrderReason,
  OrderState,
  OrderStatus,
  OrderType,
  Position,
  RejectCode,
  Side,
  TimeInForce,
  Trade,
} from './orders.ts';
export { Panel, type PanelOptions, type PanelRow, unionTimes } from './panel.ts';
export { listedSymbol, shortLegOf } from './position-leg.ts';
export { rejectReasons } from './reject-reasons.ts';
export { alignColumn, alignIndex, type Resampled, type ResampleOptions, resample, resampleWithCounts } from './resample.ts';
export { isOpen, isTradingDay, missingBars, type Session, sessions } from './sessions.ts';
export { type Table, type TableColumn, table } from './table.ts';
export { type BookColumns, type BookUpdate, BookUpdates } from './ticks/book-updates.ts';
export { type BookLevel, BookSide, type BookView, OrderBook } from './ticks/order-book.ts';
export { type Quote, type QuoteColumns, Quotes, quoteAt } from './ticks/quotes.ts';
export { barsFromTicks } from './ticks/tick-bars.ts';
export type { TickOptions } from './ticks/tick-columns.ts';
export { type MarketTrade, type TradeColumns, Trades, tradeAt } from './ticks/trades.ts';
