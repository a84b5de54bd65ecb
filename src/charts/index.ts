/**
 * Pictures of arrays as SVG and HTML text: lines, areas, histograms, scatters, heatmaps, pages. They know no backtest.
 *
 * @module charts
 */
export { areaChart } from './area-chart.ts';
export { type BandChartOptions, type BandKind, type BandRow, bandChart } from './band-chart.ts';
export { type BarChartOptions, type BarSeries, barChart } from './bar-chart.ts';
export { type CandleBuckets, type CandleColumns, candleBuckets, firstOf, lastOf, leastOf } from './candle-buckets.ts';
export { type CandleChartOptions, type ChartCandles, candleChart } from './candle-chart.ts';
export { decimate } from './decimate.ts';
export { escapeHtml, scriptJson } from './escape.ts';
export { type FanBand, type FanChartOptions, type FanData, fanChart } from './fan-chart.ts';
export type { ChartOptions } from './frame.ts';
export { type HeatmapData, type HeatmapOptions, heatmap } from './heatmap.ts';
export { type HistogramChartOptions, histogram } from './histogram.ts';
export { type LineChartOptions, type LineMark, type LineSeries, lineChart } from './line-chart.ts';
export { type PageOptions, type PageSection, page, type Theme } from './page.ts';
export { type ParallelAxis, type ParallelData, parallelCoordinates } from './parallel-coordinates.ts';
export { parallelScript } from './parallel-script.ts';
export { type ScatterOptions, type ScatterSeries, scatter } from './scatter.ts';
export { type SparklineOptions, sparkline } from './sparkline.ts';
export { type SummaryCardOptions, summaryCard, type Tile } from './summary-card.ts';
export { numberTicks, plainNumber, plainPercent, type Tick, timeTicks } from './ticks.ts';
export { seriesTones, type Tone, toneColor } from './tone.ts';
