import { checkKeys, checkLength } from '../core/index.ts';
import { escapeHtml } from './escape.ts';
import { type ChartOptions, type Extent, frame, place, plane, rangeOf, round } from './frame.ts';
import { numberTicks, plainNumber } from './ticks.ts';
import { type Tone, toneColor } from './tone.ts';

/** Points of one kind. */
export interface ScatterSeries {
  readonly name: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly tone: Tone;
}

/** Options of {@link scatter}. */
export interface ScatterOptions extends ChartOptions {
  /** How values are printed at both axes. @default as few digits as tell them */
  readonly format?: (value: number) => string;
  /** What x and y are. */
  readonly axes?: readonly [x: string, y: string];
}

/** Points that fall into one cell of this grid are drawn once. */
const cells = 140;

/**
 * Points as an SVG that fits the width of its place. Points on top of each other are drawn once, so that any number of
 * them makes a small picture.
 *
 * @throws ArgumentError where the columns of a series differ in length or an option is unknown.
 * @example
 * ```ts
 * import { scatter } from 'barwright/charts';
 * const svg = scatter([{ name: 'won', x: Float64Array.of(1, 2), y: Float64Array.of(3, 4), tone: 'gain' }], { label: 'Trades' });
 * ```
 */
export function scatter(series: readonly ScatterSeries[], options: ScatterOptions): string {
  checkKeys('options', options, ['label', 'height', 'format', 'axes']);
  for (const { name, x, y } of series) checkLength(`y of ${name}`, y, x.length, 'its x');
  const { format = plainNumber, axes } = options;
  const [left, right] = rangeOf(
    series.map(({ x }) => x),
    0.04,
  );
  const [bottom, top] = rangeOf(
    series.map(({ y }) => y),
    0.04,
  );
  const extent = { left, right, bottom, top };
  const shapes = series.map((one) => {
    const style = `fill:none;stroke:${toneColor(one.tone)};stroke-width:5;stroke-linecap:round;stroke-opacity:.6`;
    return `<path d="${dots(one, extent)}" style="${style}" vector-effect="non-scaling-stroke"/>`;
  });
  const names =
    axes === undefined
      ? ''
      : `<text x="50%" y="100%" dy="36" text-anchor="middle">${escapeHtml(axes[0])}</text><text x="100%" y="0" dx="8" dy="-2">${escapeHtml(axes[1])}</text>`;
  const xTicks = numberTicks(left, right, 5, format);
  const picture = frame(options, extent, xTicks, numberTicks(bottom, top, 4, format), shapes.join(''), names);
  return axes === undefined ? picture : `<div style="padding-bottom:16px">${picture}</div>`;
}

function dots({ x, y }: ScatterSeries, extent: Extent): string {
  const seen = new Set<number>();
  let path = '';
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) continue;
    const px = place(x[i], extent.left, extent.right);
    const py = round(plane - place(y[i], extent.bottom, extent.top));
    const cell = Math.round((px / plane) * cells) * (cells + 1) + Math.round((py / plane) * cells);
    if (seen.has(cell)) continue;
    seen.add(cell);
    path += `M${Math.round(px)} ${Math.round(py)}h0`;
  }
  return path;
}
