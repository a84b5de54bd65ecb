import { ArgumentError, checkInteger, checkKeys, checkLength } from '../core/index.ts';
import { escapeHtml } from './escape.ts';
import { type ChartOptions, percent, plane, round } from './frame.ts';
import type { Tick } from './ticks.ts';
import { type Tone, toneColor } from './tone.ts';

/** One axis of a picture of parallel coordinates. */
export interface ParallelAxis {
  readonly name: string;
  /** Marks at places from 0, below, to 1, above. */
  readonly ticks: readonly Tick[];
}

/** Lines over parallel axes. */
export interface ParallelData {
  /** At least two. */
  readonly axes: readonly ParallelAxis[];
  /** Places of the lines on the axes, from 0 to 1, line by line; NaN where a line has no value, which is drawn below the axis. */
  readonly places: Float64Array;
  /** How each line is coloured: from 0, faint, to 1, deep. Deeper lines lie above. */
  readonly worth: Float64Array;
  /** Number of a line that stands out. */
  readonly marked?: number;
}

/** What the shades of lines are, from faint to deep. */
const shades: readonly { readonly tone: Tone; readonly opacity: number }[] = [
  { tone: 'slate', opacity: 0.1 },
  { tone: 'slate', opacity: 0.16 },
  { tone: 'slate', opacity: 0.24 },
  { tone: 'gain', opacity: 0.2 },
  { tone: 'gain', opacity: 0.3 },
  { tone: 'gain', opacity: 0.45 },
  { tone: 'gain', opacity: 0.65 },
  { tone: 'gain', opacity: 0.95 },
];

/** Room below the axes for lines without a value. */
const missingRoom = 0.08;
const defaultHeight = 420;

/**
 * Many values of many things as lines over parallel axes: an SVG that fits the width of its place. With {@link parallelScript} on a page,
 * dragging along an axis leaves only the lines that pass there.
 *
 * @throws ArgumentError where there are fewer than two axes, the places do not fit the lines, or an option is unknown.
 * @example
 * ```ts
 * import { parallelCoordinates } from 'barwright/charts';
 * const ticks = [{ value: 0, label: 'low' }, { value: 1, label: 'high' }];
 * const svg = parallelCoordinates(
 *   { axes: [{ name: 'speed', ticks }, { name: 'weight', ticks }], places: Float64Array.of(0, 1, 0.5, 0.2), worth: Float64Array.of(1, 0.3), marked: 0 },
 *   { label: 'Two cars' },
 * );
 * ```
 */
export function parallelCoordinates(data: ParallelData, options: ChartOptions): string {
  checkKeys('options', options, ['label', 'height']);
  const { axes, places, worth, marked } = data;
  if (axes.length < 2) throw new ArgumentError(`Expected \`axes\` to be at least two, was ${axes.length}.`);
  checkLength('places', places, axes.length * worth.length, 'axes times lines');
  if (marked !== undefined) checkInteger('marked', marked, { min: 0, max: worth.length - 1 });
  const scale = places.some(Number.isNaN) ? 1 - missingRoom : 1;
  const heightOf = (value: number): number => round(Number.isNaN(value) ? plane : plane * scale * (1 - value));
  const widthOf = (axis: number): number => round((plane * axis) / (axes.length - 1));
  const isMissing = (axis: number): boolean => places.some((value, at) => at % axes.length === axis && Number.isNaN(value));
  const pathOf = (line: number): string => {
    let path = '';
    for (let axis = 0; axis < axes.length; axis++) {
      path += `${axis === 0 ? 'M' : 'L'}${widthOf(axis)} ${heightOf(places[line * axes.length + axis])}`;
    }
    return path;
  };
  const layers = shades.map(({ tone, opacity }, shade) => {
    const paths: string[] = [];
    for (let line = 0; line < worth.length; line++) {
      if (line !== marked && shadeOf(worth[line]) === shade) paths.push(`<path d="${pathOf(line)}" vector-effect="non-scaling-stroke"/>`);
    }
    return `<g style="fill:none;stroke:${toneColor(tone)};stroke-opacity:${opacity};stroke-width:1.2;stroke-linejoin:round">${paths.join('')}</g>`;
  });
  const best =
    marked === undefined
      ? ''
      : `<g style="fill:none;stroke:${toneColor('loss')};stroke-width:2.6;stroke-linejoin:round"><path d="${pathOf(marked)}" vector-effect="non-scaling-stroke"/></g>`;
  const height = options.height ?? defaultHeight;
  return [
    `<svg class="parallel" role="img" aria-label="${escapeHtml(options.label)}" data-scale="${scale}" style="display:block;overflow:visible;min-width:${axes.length * 96}px;width:calc(100% - 76px);height:${height}px;margin:40px 60px ${scale < 1 ? 26 : 14}px 16px;font-size:11.5px;fill:${toneColor('ink')}">`,
    `<svg width="100%" height="100%" viewBox="0 0 ${plane} ${plane}" preserveAspectRatio="none" style="overflow:visible">${layers.join('')}${best}</svg>`,
    ...axes.map((axis, k) => axisOf(axis, percent(widthOf(k)), scale, isMissing(k))),
    '</svg>',
  ].join('');
}

function shadeOf(worth: number): number {
  return Math.max(0, Math.min(shades.length - 1, Math.floor(worth * shades.length)));
}

function axisOf({ name, ticks }: ParallelAxis, x: string, scale: number, isMissing: boolean): string {
  const end = `${round(scale * 100)}%`;
  const halo = 'paint-order:stroke;stroke:var(--card,#fff);stroke-width:3.5px;stroke-linejoin:round';
  const labels = ticks.map(({ value, label }) => {
    const y = `${round(100 * scale * (1 - value))}%`;
    return `<line x1="-3" x2="3" y1="${y}" y2="${y}" style="stroke:${toneColor('soft')}"/><text x="7" y="${y}" dy="4" style="${halo}">${escapeHtml(label)}</text>`;
  });
  const missing = isMissing ? `<text x="0" y="100%" dy="18" text-anchor="middle" style="fill:${toneColor('soft')}">none</text>` : '';
  return [
    `<svg x="${x}" style="overflow:visible" class="parallel-axis" role="group" aria-label="${escapeHtml(name)}">`,
    `<line y1="0" y2="${end}" style="stroke:${toneColor('soft')};stroke-width:1.2"/>`,
    ...labels,
    missing,
    `<text y="0" dy="-14" text-anchor="middle" style="font-weight:600">${escapeHtml(name)}</text>`,
    `<rect class="parallel-range" x="-9" width="18" y="0" height="0" rx="3" style="fill:${toneColor('ochre')};fill-opacity:.35;pointer-events:none"/>`,
    `<rect class="parallel-brush" x="-14" width="28" y="0" height="${end}" style="fill:transparent;cursor:crosshair;touch-action:none"/>`,
    '</svg>',
  ].join('');
}
