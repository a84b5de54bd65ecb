/**
 * The everyday names of barwright.
 *
 * @module barwright
 */
export {
  type BacktestOptions,
  BacktestResult,
  backtest,
  backtestAsync,
  compareResults,
  detectLookahead,
  detectRecursive,
  loadResult,
  saveResult,
  scenarios,
} from './backtest/index.ts';
export { ArgumentError, BarwrightError, DataError, NotEnoughDataError, SourceError, StrategyError } from './core/index.ts';
export { adjust, qualityReport, readCsv, syntheticBars, writeCsv } from './data/index.ts';
export { bybitInverse, bybitLinear, bybitSpot } from './exchange/index.ts';
export { atr, bbands, crossedAbove, crossedBelow, ema, macd, rsi, sma, stoch } from './indicators/index.ts';
export {
  type Bar,
  type BarRow,
  Bars,
  type BarsOptions,
  BookUpdates,
  type BookView,
  barsFromTicks,
  type Fill,
  type Instrument,
  instrument,
  type MarketTrade,
  OrderBook,
  Panel,
  type Quote,
  Quotes,
  resample,
  Trades,
} from './market/index.ts';
export { show, writeReport } from './report/index.ts';
export type { Level, Size } from './risk/index.ts';
export {
  type Context,
  defineStrategy,
  type OrderRequest,
  type OrderView,
  SignalStrategy,
  type Signals,
  Strategy,
} from './strategy/index.ts';
