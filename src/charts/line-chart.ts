import { ArgumentError, checkKeys, checkLength } from '../core/index.ts';
import { decimate } from './decimate.ts';
import { escapeHtml } from './escape.ts';
import { type ChartOptions, type Extent, frame, place, plane, rangeOf, round } from './frame.ts';
import { numberTicks, plainNumber, timeTicks } from './ticks.ts';
import { seriesTones, type Tone, toneColor } from './tone.ts';

/** One line of a chart. */
export interface LineSeries {
  readonly name: string;
  /** Rising. */
  readonly x: Float64Array;
  /** As long as `x`; what is not finite leaves a hole. */
  readonly y: Float64Array;
  /** @default one after another */
  readonly tone?: Tone;
}

/** A place along x that is marked by a line from top to bottom. */
export interface LineMark {
  readonly x: number;
  /** What is there, for a pointer that rests on it. */
  readonly name?: string;
  /** @default 'line' */
  readonly tone?: Tone;
}

/** Options of {@link lineChart} and {@link areaChart}. */
export interface LineChartOptions extends ChartOptions {
  /** What x is: ms since the epoch (UTC), or a number. @default 'time' */
  readonly x?: 'time' | 'number';
  /** How values of y are printed at the axis. @default as few digits as tell them */
  readonly format?: (value: number) => string;
  /** A value of y that is marked by a line and is always in the picture. */
  readonly baseline?: number;
  /** Whether the lines are named above the picture. @default where there are several */
  readonly legend?: boolean;
  /** Places that are marked, behind the lines. @default none */
  readonly marks?: readonly LineMark[];
}

export const lineChartKeys: readonly string[] = ['label', 'height', 'x', 'format', 'baseline', 'legend', 'marks'];

/** Points kept of each line: enough for a plot 600 px wide. */
const buckets = 300;

/**
 * Lines over time or numbers as an SVG that fits the width of its place, with a legend where there are several.
 *
 * Lines are decimated to what a screen can show, spikes kept.
 *
 * @throws ArgumentError where a series has columns of two lengths, or an option is unknown.
 * @example
 * ```ts
 * import { lineChart } from 'barwright/charts';
 * const x = Float64Array.from({ length: 500 }, (_, i) => i);
 * const y = x.map((value) => Math.sin(value / 30));
 * const svg = lineChart([{ name: 'sine', x, y }], { label: 'A sine', x: 'number' });
 * ```
 */
export function lineChart(series: readonly LineSeries[], options: LineChartOptions): string {
  checkKeys('options', options, lineChartKeys);
  const extent = lineExtent(series, options);
  const shapes = series.map((one, i) => {
    const color = toneColor(one.tone ?? seriesTones[i % seriesTones.length]);
    return `<path d="${linePath(one, extent)}" style="fill:none;stroke:${color};stroke-width:1.6;stroke-linejoin:round" vector-effect="non-scaling-stroke"/>`;
  });
  return ((options.legend ?? series.length > 1) ? lineLegend(series) : '') + lineFrame(options, extent, shapes.join(''));
}

/** The frame of a picture of lines. */
export function lineFrame(options: LineChartOptions, extent: Extent, shapes: string): string {
  const { baseline, format = plainNumber, marks = [] } = options;
  const xTicks = options.x === 'number' ? numberTicks(extent.left, extent.right, 6) : timeTicks(extent.left, extent.right, 8);
  const y = baseline === undefined ? 0 : round(plane - place(baseline, extent.bottom, extent.top));
  const mark =
    baseline === undefined
      ? ''
      : `<path d="M0 ${y}H${plane}" style="stroke:${toneColor('soft')};stroke-width:1;stroke-dasharray:3 3" vector-effect="non-scaling-stroke"/>`;
  const verticals = marks.map(
    ({ x, name, tone = 'line' }) =>
      `<path d="M${place(x, extent.left, extent.right)} 0V${plane}" style="stroke:${toneColor(tone)};stroke-width:${tone === 'line' ? 1 : 1.5}" vector-effect="non-scaling-stroke">${name === undefined ? '' : `<title>${escapeHtml(name)}</title>`}</path>`,
  );
  return frame(options, extent, xTicks, numberTicks(extent.bottom, extent.top, 4, format), verticals.join('') + mark + shapes);
}

/** The room that lines and a baseline need. */
export function lineExtent(series: readonly LineSeries[], options: LineChartOptions): Extent {
  if (series.length === 0) throw new ArgumentError('Expected `series` to have at least one line, was empty.');
  for (const { name, x, y } of series) checkLength(`y of ${name}`, y, x.length, 'its x');
  const [left, right] = rangeOf(series.map(({ x }) => (x.length === 0 ? [] : [x[0], x[x.length - 1]])));
  const columns: ArrayLike<number>[] = series.map(({ y }) => y);
  const [bottom, top] = rangeOf(options.baseline === undefined ? columns : [...columns, [options.baseline]], 0.04);
  return { left, right, bottom, top };
}

/** The path of a decimated line; holes start it anew. */
export function linePath({ x, y }: LineSeries, extent: Extent): string {
  let path = '';
  let pen = 'M';
  for (const i of decimate(y, buckets)) {
    if (!Number.isFinite(y[i])) {
      pen = 'M';
      continue;
    }
    path += `${pen}${place(x[i], extent.left, extent.right)} ${round(plane - place(y[i], extent.bottom, extent.top))}`;
    pen = 'L';
  }
  return path;
}

/** The names of lines beside their colours, as HTML. */
export function lineLegend(series: readonly Pick<LineSeries, 'name' | 'tone'>[]): string {
  const items = series.map(({ name, tone }, i) => {
    const color = toneColor(tone ?? seriesTones[i % seriesTones.length]);
    return `<span style="display:inline-flex;align-items:center;gap:6px;margin-right:16px"><span style="width:14px;height:2px;background:${color}"></span>${escapeHtml(name)}</span>`;
  });
  return `<div class="legend" style="font-size:12px;color:${toneColor('soft')}">${items.join('')}</div>`;
}
