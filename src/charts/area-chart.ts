import { checkKeys } from '../core/index.ts';
import { place, plane, round } from './frame.ts';
import { type LineChartOptions, type LineSeries, lineChartKeys, lineExtent, lineFrame, linePath } from './line-chart.ts';
import { toneColor } from './tone.ts';

/**
 * A line whose area down or up to a baseline (0 by default) is tinted, as an SVG that fits the width of its place:
 * drawdowns, exposure.
 *
 * @throws ArgumentError where the columns differ in length or an option is unknown.
 * @example
 * ```ts
 * import { areaChart } from 'barwright/charts';
 * const x = Float64Array.from({ length: 90 }, (_, day) => day * 86_400_000);
 * const y = x.map((_, day) => -Math.abs(Math.sin(day / 9)) / 10);
 * const svg = areaChart({ name: 'drawdown', x, y, tone: 'loss' }, { label: 'Drawdown' });
 * ```
 */
export function areaChart(series: LineSeries, options: LineChartOptions): string {
  checkKeys('options', options, lineChartKeys);
  const baseline = options.baseline ?? 0;
  const extent = lineExtent([series], { ...options, baseline });
  const line = linePath(series, extent);
  const color = toneColor(series.tone ?? 'gain');
  const floor = round(plane - place(baseline, extent.bottom, extent.top));
  const areas = line
    .split('M')
    .filter(Boolean)
    .map((part) => `M${part}L${part.slice(part.lastIndexOf('L') + 1).split(' ')[0]} ${floor}L${part.split(' ')[0]} ${floor}Z`);
  const shapes = [
    `<path d="${areas.join('')}" style="fill:${color};fill-opacity:.16"/>`,
    `<path d="${line}" style="fill:none;stroke:${color};stroke-width:1.4;stroke-linejoin:round" vector-effect="non-scaling-stroke"/>`,
  ];
  return lineFrame({ ...options, baseline }, extent, shapes.join(''));
}
