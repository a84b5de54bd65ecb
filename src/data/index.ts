/**
 * Readers, writers and tools for data: synthetic markets, adjustment, quality, frames.
 *
 * @module data
 */
export { adjust, adjustByFactors, type CorporateAction, type PriceFactor, parseFactors } from './adjust.ts';
export { readArrow, type WriteArrowOptions, writeArrow } from './arrow-file.ts';
export { atomicWrite } from './atomic-write.ts';
export type { CsvColumns } from './csv-layout.ts';
export { readParquet, writeParquet } from './parquet.ts';
export { type QualityKind, type QualityOptions, type QualityReport, type QualityRow, qualityDefaults, qualityReport } from './quality.ts';
export { parseCsv, type ReadCsvOptions, readCsv } from './read-csv.ts';
export { type FundingColumns, parseFunding, readFunding } from './read-funding.ts';
export { type SyntheticMarketOptions, type SyntheticOptions, type SyntheticSymbol, syntheticBars, syntheticMarket } from './synthetic.ts';
export type { BookGap, OnGap } from './ticks/depth-sequence.ts';
export { parseBook, type ReadBookOptions, readBook } from './ticks/read-book.ts';
export { type MarketStream, parseMarketStream, type ReadMarketStreamOptions, readMarketStream } from './ticks/read-market-stream.ts';
export { parseQuotes, type ReadQuotesOptions, readQuotes } from './ticks/read-quotes.ts';
export { parseTrades, type ReadTradesOptions, readTrades } from './ticks/read-trades.ts';
export type { TickColumnNames } from './ticks/tick-layout.ts';
export type { ReadTicksOptions } from './ticks/tick-options.ts';
export type { TickContent } from './ticks/tick-sources.ts';
export { formatCsv, writeCsv } from './write-csv.ts';
export { tableToArrow, tableToCsv, tableToJsonLines, writeTable } from './write-table.ts';
