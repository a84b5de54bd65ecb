/** Kinds of packed columns. */
export type ColumnType = 'f64' | 'f32' | 'i32' | 'u8';

/** Where a column lies in the packed bytes. */
export interface ColumnEntry {
  readonly type: ColumnType;
  readonly offset: number;
  readonly length: number;
}

/** An indicator that is drawn with the candles. */
export interface IndicatorEntry {
  readonly label: string;
  /** 0 is the pane of the candles. */
  readonly pane: number;
  /** Which colour it has; equal for the outputs of one call among the prices. */
  readonly tone: number;
}

/** One instrument of the picker. */
export interface SymbolEntry {
  readonly name: string;
  /** Digits after the point of its prices. */
  readonly decimals: number;
  /** Bars in one candle of the data. */
  readonly size: number;
  readonly indicators: readonly IndicatorEntry[];
}

/** What the page's script is told; the columns are `price.<k>.time`, `account.equity`, `trade.pnl` and the like. */
export interface Payload {
  readonly columns: Readonly<Record<string, ColumnEntry>>;
  readonly symbols: readonly SymbolEntry[];
  /** Names of the lines of the account chart; column `account.<k>`. */
  readonly accounts: readonly string[];
  readonly reasons: readonly string[];
}
