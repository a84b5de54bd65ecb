import { ArgumentError, checkKeys, checkLength } from '../core/index.ts';
import { type ChartOptions, frame, place, plane, rangeOf, round } from './frame.ts';
import { type LineSeries, lineLegend, linePath } from './line-chart.ts';
import { numberTicks } from './ticks.ts';
import { seriesTones, toneColor } from './tone.ts';

/** Prices of the bars of {@link candleChart}, columns of one length. */
export interface ChartCandles {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** Options of {@link candleChart}. */
export interface CandleChartOptions extends ChartOptions {
  /** Lines over the candles; `x` counts bars from 0. */
  readonly overlays?: readonly LineSeries[];
  /** Bars to mark: above where the number is negative, below where it is positive; 0 and NaN mark nothing. */
  readonly marks?: Float64Array;
}

/**
 * Candles side by side as an SVG that fits the width of its place: rises in the colour of gains, falls in that of losses, with lines
 * over them and marks. For some hundred bars; the x axis counts them.
 *
 * @throws ArgumentError where there are no bars, columns differ in length or an option is unknown.
 * @example
 * ```ts
 * import { sma, syntheticBars } from 'barwright';
 * import { candleChart } from 'barwright/charts';
 * const bars = syntheticBars({ seed: 1, length: 100 });
 * const x = Float64Array.from(bars.close.keys());
 * const svg = candleChart(bars, { label: 'Prices', overlays: [{ name: 'sma', x, y: sma(bars.close, 20) }] });
 * ```
 */
export function candleChart(candles: ChartCandles, options: CandleChartOptions): string {
  checkKeys('options', options, ['label', 'height', 'overlays', 'marks']);
  const { overlays = [], marks } = options;
  const { open, high, low, close } = candles;
  const bars = close.length;
  if (bars === 0) throw new ArgumentError('Expected `candles` to have at least one bar, was empty.');
  for (const [name, column] of Object.entries({ open, high, low, ...(marks && { marks }) })) checkLength(name, column, bars, '`close`');
  const [bottom, top] = rangeOf([high, low, ...overlays.map(({ y }) => y)], 0.06);
  const extent = { left: -0.5, right: bars - 0.5, bottom, top };
  const y = (price: number): number => round(plane - place(price, bottom, top));
  const half = (plane / bars) * 0.32;
  const paths = { gain: '', loss: '' };
  const wicks = { gain: '', loss: '' };
  for (let i = 0; i < bars; i++) {
    const tone = close[i] >= open[i] ? 'gain' : 'loss';
    const x = place(i, extent.left, extent.right);
    const edge = y(Math.max(open[i], close[i]));
    const height = Math.max(1, round(y(Math.min(open[i], close[i])) - edge));
    paths[tone] += `M${round(x - half)} ${edge}h${round(2 * half)}v${height}h${round(-2 * half)}z`;
    wicks[tone] += `M${x} ${y(high[i])}V${y(low[i])}`;
  }
  const shapes = (['gain', 'loss'] as const).map(
    (tone) =>
      `<path d="${wicks[tone]}" style="stroke:${toneColor(tone)};stroke-width:1" vector-effect="non-scaling-stroke"/>` +
      `<path d="${paths[tone]}" style="fill:${toneColor(tone)}"/>`,
  );
  const lines = overlays.map((one, i) => {
    const color = toneColor(one.tone ?? seriesTones[(i + 1) % seriesTones.length]);
    return `<path d="${linePath(one, extent)}" style="fill:none;stroke:${color};stroke-width:1.6;stroke-linejoin:round" vector-effect="non-scaling-stroke"/>`;
  });
  const named = overlays.map((one, i) => ({ ...one, tone: one.tone ?? seriesTones[(i + 1) % seriesTones.length] }));
  const xTicks = numberTicks(0, bars - 1, 6);
  const yTicks = numberTicks(bottom, top, 4);
  const picture = frame(options, extent, xTicks, yTicks, [...shapes, ...lines, marks ? markPath(marks, candles, extent) : ''].join(''));
  return (overlays.length > 0 ? lineLegend(named) : '') + picture;
}

function markPath(
  marks: Float64Array,
  { high, low }: ChartCandles,
  extent: { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number },
): string {
  const half = Math.min(8, (plane / marks.length) * 0.6);
  let path = '';
  marks.forEach((mark, i) => {
    if (mark === 0 || Number.isNaN(mark)) return;
    const x = place(i, extent.left, extent.right);
    const price = mark > 0 ? low[i] : high[i];
    const tip = round(plane - place(price, extent.bottom, extent.top) + Math.sign(mark) * 12);
    path += `M${round(x)} ${tip}L${round(x + half)} ${round(tip + Math.sign(mark) * 34)}H${round(x - half)}z`;
  });
  return `<path d="${path}" style="fill:${toneColor('violet')}"/>`;
}
