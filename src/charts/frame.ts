import { escapeHtml } from './escape.ts';
import type { Tick } from './ticks.ts';
import { toneColor } from './tone.ts';

/** Room of a picture: what lies at its edges, in the units of the data. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** What every chart is told besides its data. */
export interface ChartOptions {
  /** What is seen, for those who do not see it. */
  readonly label: string;
  /** Height of the plot, px; the width is that of the place it stands in. @default 200 */
  readonly height?: number;
}

export const chartDefaults: { readonly height: number } = { height: 200 };

/** Width and height of the plot's own coordinates. */
export const plane = 1_000;

/** Place of a value between two edges, in the plot's own coordinates. */
export function place(value: number, from: number, to: number): number {
  return to === from ? plane / 2 : round(((value - from) / (to - from)) * plane);
}

/** Two digits after the point are finer than a pixel. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * An SVG that stretches to the width of its place while its text keeps its size: shapes live in a stretched inner picture,
 * labels at percentages beside it. `shapes` are in plot coordinates (0 to 1000 both ways, y downwards).
 */
export function frame(
  options: ChartOptions,
  extent: Extent,
  xTicks: readonly Tick[],
  yTicks: readonly Tick[],
  shapes: string,
  labels = '',
): string {
  const height = options.height ?? chartDefaults.height;
  const line = `style="stroke:${toneColor('line')};stroke-width:1" vector-effect="non-scaling-stroke"`;
  const grid = yTicks.map(({ value }) => {
    const y = round(plane - place(value, extent.bottom, extent.top));
    return `<path d="M0 ${y}H${plane}" ${line}/>`;
  });
  const yLabels = yTicks.map(
    ({ value, label }) =>
      `<text x="100%" dx="8" y="${percent(plane - place(value, extent.bottom, extent.top))}" dy="4">${escapeHtml(label)}</text>`,
  );
  const xLabels = xTicks.map(({ value, label }, i) => {
    const x = place(value, extent.left, extent.right);
    const anchor = x < 40 ? 'start' : x > plane - 40 ? 'end' : 'middle';
    return `<text${i % 2 === 1 ? ' class="alternate"' : ''} x="${percent(x)}" y="100%" dy="18" text-anchor="${anchor}">${escapeHtml(label)}</text>`;
  });
  return [
    `<svg class="chart" role="img" aria-label="${escapeHtml(options.label)}" style="display:block;overflow:visible;width:calc(100% - 52px);height:${height}px;margin:10px 52px 26px 0;font-size:11px;fill:${toneColor('soft')}">`,
    `<svg width="100%" height="100%" viewBox="0 0 ${plane} ${plane}" preserveAspectRatio="none">`,
    ...grid,
    shapes,
    '</svg>',
    ...yLabels,
    ...xLabels,
    labels,
    '</svg>',
  ].join('');
}

/** A coordinate of the plot as a percentage of its side. */
export function percent(coordinate: number): string {
  return `${round(coordinate / (plane / 100))}%`;
}

/** The range of all finite values, widened by a share at both ends; 0 to 1 where there are none. */
export function rangeOf(columns: readonly ArrayLike<number>[], widen = 0): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i];
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return [0, 1];
  const room = high > low ? (high - low) * widen : Math.abs(high) * 0.1 || 1;
  return [low - room, high + room];
}
