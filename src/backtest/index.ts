/**
 * @module backtest
 */
export {};
