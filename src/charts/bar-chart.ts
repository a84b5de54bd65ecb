import { ArgumentError, checkKeys, checkLength } from '../core/index.ts';
import { escapeHtml } from './escape.ts';
import { type ChartOptions, frame, place, plane, rangeOf, round } from './frame.ts';
import { lineLegend } from './line-chart.ts';
import { numberTicks, plainNumber } from './ticks.ts';
import { seriesTones, type Tone, toneColor } from './tone.ts';

/** One bar in each group. */
export interface BarSeries {
  readonly name: string;
  /** A value a group; what is not finite leaves a hole. */
  readonly values: Float64Array;
  /** @default one after another */
  readonly tone?: Tone;
}

/** Options of {@link barChart}. */
export interface BarChartOptions extends ChartOptions {
  /** How values are printed. @default as few digits as tell them */
  readonly format?: (value: number) => string;
}

/** Letters of names that fit beside one another, with the room between them. */
const mostLetters = 52;
const roomBetween = 2;

/**
 * Groups of bars above and below 0 as an SVG that fits the width of its place, with a legend: the same figures of several things side by
 * side.
 *
 * @param groups a name for each group, from the left.
 * @throws ArgumentError where a series has not a value for each group, there is none, or an option is unknown.
 * @example
 * ```ts
 * import { barChart } from 'barwright/charts';
 * const svg = barChart(
 *   ['2023', '2024'],
 *   [{ name: 'in sample', values: Float64Array.of(0.2, 0.3) }, { name: 'out of sample', values: Float64Array.of(0.1, -0.05) }],
 *   { label: 'Returns in and out of sample' },
 * );
 * ```
 */
export function barChart(groups: readonly string[], series: readonly BarSeries[], options: BarChartOptions): string {
  checkKeys('options', options, ['label', 'height', 'format']);
  if (series.length === 0) throw new ArgumentError('Expected `series` to have at least one entry, was empty.');
  for (const { name, values } of series) checkLength(`values of ${name}`, values, groups.length, 'the groups');
  const { format = plainNumber } = options;
  const [bottom, top] = rangeOf([...series.map(({ values }) => values), [0]], 0.04);
  const count = Math.max(1, groups.length);
  const width = plane / count;
  const own = (0.8 * width) / series.length;
  const zero = plane - place(0, bottom, top);
  const tones = series.map(({ tone }, k) => tone ?? seriesTones[k % seriesTones.length]);
  const shapes = groups.flatMap((group, g) =>
    series.map(({ name, values }, k) => {
      if (!Number.isFinite(values[g])) return '';
      const y = plane - place(values[g], bottom, top);
      const x = round((g + 0.1) * width + k * own);
      return `<rect x="${x}" y="${round(Math.min(y, zero))}" width="${round(own * 0.92)}" height="${round(Math.max(3, Math.abs(y - zero)))}" style="fill:${toneColor(tones[k])}"><title>${escapeHtml(`${group}, ${name}: ${format(values[g])}`)}</title></rect>`;
    }),
  );
  const baseline = `<path d="M0 ${round(zero)}H${plane}" style="stroke:${toneColor('soft')};stroke-width:1" vector-effect="non-scaling-stroke"/>`;
  const longest = groups.reduce((most, { length }) => Math.max(most, length), 1);
  const step = Math.ceil((count * (longest + roomBetween)) / mostLetters);
  const names = groups.flatMap((label, g) => (g % step === 0 ? [{ value: g + 0.5, label }] : []));
  const extent = { left: 0, right: count, bottom, top };
  const legend = lineLegend(series.map(({ name }, k) => ({ name, tone: tones[k] })));
  return legend + frame(options, extent, names, numberTicks(bottom, top, 4, format), shapes.join('') + baseline);
}
