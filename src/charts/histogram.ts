import { checkKeys, checkLength } from '../core/index.ts';
import { escapeHtml } from './escape.ts';
import { type ChartOptions, frame, place, plane, rangeOf, round } from './frame.ts';
import { numberTicks, plainNumber } from './ticks.ts';
import { toneColor } from './tone.ts';

/** Options of {@link histogram}. */
export interface HistogramChartOptions extends ChartOptions {
  /** How bounds are printed at the axis. @default as few digits as tell them */
  readonly format?: (value: number) => string;
  /** Where bars change from loss to gain. @default 0 */
  readonly split?: number;
  /** A value that is marked by a line; it is left out where it lies outside the bins. @default none */
  readonly mark?: { readonly name: string; readonly value: number };
}

/**
 * Bars of counted values as an SVG that fits the width of its place; bins below `split` have the tone of a loss.
 *
 * @param bins bounds of the bins, one more than there are counts, and the counts.
 * @throws ArgumentError where the lengths do not fit or an option is unknown.
 * @example
 * ```ts
 * import { histogram } from 'barwright/charts';
 * const svg = histogram({ edges: Float64Array.of(-2, -1, 0, 1, 2), counts: Float64Array.of(1, 4, 6, 2) }, { label: 'Returns' });
 * ```
 */
export function histogram(bins: { readonly edges: Float64Array; readonly counts: Float64Array }, options: HistogramChartOptions): string {
  checkKeys('options', options, ['label', 'height', 'format', 'split', 'mark']);
  const { edges, counts } = bins;
  checkLength('edges', edges, counts.length + 1, 'the counts and one');
  const { format = plainNumber, split = 0 } = options;
  const top = Math.max(1, rangeOf([counts])[1] * 1.04);
  const [left, right] = [edges[0], edges[edges.length - 1]];
  const bars = Array.from(counts, (count, i) => {
    const x = place(edges[i], left, right);
    const width = place(edges[i + 1], left, right) - x;
    const height = count === 0 ? 0 : Math.max(place(count, 0, top), 6);
    const tone = (edges[i] + edges[i + 1]) / 2 < split ? 'loss' : 'gain';
    const text = `${format(edges[i])} to ${format(edges[i + 1])}: ${count.toLocaleString('en-US')}`;
    return `<rect x="${round(x + width * 0.06)}" y="${round(plane - height)}" width="${round(width * 0.88)}" height="${round(height)}" style="fill:${toneColor(tone)}"><title>${escapeHtml(text)}</title></rect>`;
  });
  const extent = { left, right, bottom: 0, top };
  return frame(options, extent, numberTicks(left, right, 6, format), numberTicks(0, top, 3), bars.join('') + markAt(options, left, right));
}

function markAt({ mark, format = plainNumber }: HistogramChartOptions, left: number, right: number): string {
  if (mark === undefined || !(mark.value >= left && mark.value <= right)) return '';
  const text = `${mark.name}: ${format(mark.value)}`;
  return `<path d="M${place(mark.value, left, right)} 0V${plane}" style="stroke:${toneColor('ink')};stroke-width:2" vector-effect="non-scaling-stroke"><title>${escapeHtml(text)}</title></path>`;
}
