import { checkKeys } from '../core/index.ts';
import { decimate } from './decimate.ts';
import { escapeHtml } from './escape.ts';
import { type ChartOptions, place, plane, rangeOf, round } from './frame.ts';
import { type Tone, toneColor } from './tone.ts';

/** Options of {@link sparkline}. */
export interface SparklineOptions extends ChartOptions {
  /** @default 'gain' */
  readonly tone?: Tone;
  /** A second line to compare with, drawn thin behind the first. */
  readonly against?: Float64Array;
}

/**
 * A small line without axes as an SVG that fits its place: the shape of a curve at a glance.
 *
 * @throws ArgumentError where an option is unknown.
 * @example
 * ```ts
 * import { sparkline } from 'barwright/charts';
 * const svg = sparkline(Float64Array.of(1, 3, 2, 5), { label: 'Equity', height: 40 });
 * ```
 */
export function sparkline(values: Float64Array, options: SparklineOptions): string {
  checkKeys('options', options, ['label', 'height', 'tone', 'against']);
  const { against, tone = 'gain', height = 48 } = options;
  const [low, high] = rangeOf(against === undefined ? [values] : [values, against], 0.05);
  const color = toneColor(tone);
  const line = sparkPath(values, low, high);
  const behind =
    against === undefined
      ? ''
      : `<path d="${sparkPath(against, low, high)}" style="fill:none;stroke:${toneColor('soft')};stroke-opacity:.55;stroke-width:1.2" vector-effect="non-scaling-stroke"/>`;
  return [
    `<svg class="sparkline" role="img" aria-label="${escapeHtml(options.label)}" viewBox="0 0 ${plane} ${plane}" preserveAspectRatio="none" style="display:block;width:100%;height:${height}px">`,
    behind,
    line === '' ? '' : `<path d="${line}V${plane}H0Z" style="fill:${color};fill-opacity:.1"/>`,
    line === ''
      ? ''
      : `<path d="${line}" style="fill:none;stroke:${color};stroke-width:1.8;stroke-linejoin:round" vector-effect="non-scaling-stroke"/>`,
    '</svg>',
  ].join('');
}

function sparkPath(values: Float64Array, low: number, high: number): string {
  const points: string[] = [];
  for (const i of decimate(values, 100)) {
    if (Number.isFinite(values[i])) points.push(`${place(i, 0, values.length - 1)} ${round(plane - place(values[i], low, high))}`);
  }
  return points.length < 2 ? '' : `M${points.join('L')}`;
}
