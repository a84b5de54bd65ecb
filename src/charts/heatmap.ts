import { checkKeys, checkLength } from '../core/index.ts';
import { escapeHtml } from './escape.ts';
import { type ChartOptions, rangeOf, round } from './frame.ts';
import { plainNumber } from './ticks.ts';
import { toneColor } from './tone.ts';

/** A grid of values. */
export interface HeatmapData {
  /** Names of the rows, from above. */
  readonly rows: readonly string[];
  /** Names of the columns, from the left. */
  readonly columns: readonly string[];
  /** Row by row; NaN leaves a cell empty. */
  readonly values: Float64Array;
  /** A column of totals, apart from the others and coloured on a scale of its own. */
  readonly total?: { readonly name: string; readonly values: Float64Array };
}

/** Options of {@link heatmap}. */
export interface HeatmapOptions extends Omit<ChartOptions, 'height'> {
  /** How values are printed in the cells. @default as few digits as tell them */
  readonly format?: (value: number) => string;
}

const cellHeight = 30;
const rowNames = 7;

/**
 * A grid of coloured values as an SVG that fits the width of its place: gains blue, losses orange, the deeper the larger,
 * with the value printed in each cell.
 *
 * @throws ArgumentError where the values do not fit the names or an option is unknown.
 * @example
 * ```ts
 * import { heatmap } from 'barwright/charts';
 * const data = { rows: ['2023', '2024'], columns: ['Jan', 'Feb'], values: Float64Array.of(0.1, -0.05, 0.02, Number.NaN) };
 * const svg = heatmap(data, { label: 'Monthly returns' });
 * ```
 */
export function heatmap(data: HeatmapData, options: HeatmapOptions): string {
  checkKeys('options', options, ['label', 'format']);
  const { rows, columns, values, total } = data;
  checkLength('values', values, rows.length * columns.length, 'rows times columns');
  if (total !== undefined) checkLength('total.values', total.values, rows.length, 'the rows');
  const { format = plainNumber } = options;
  const totalWidth = total === undefined ? 0 : 10;
  const width = (100 - rowNames - totalWidth) / columns.length;
  const cells: string[] = [];
  const cell = (row: number, x: number, w: number, value: number, scale: number, name: string): void => {
    if (Number.isNaN(value)) return;
    const y = (row + 1) * cellHeight;
    const strength = round(0.08 + 0.62 * Math.min(1, scale === 0 ? 0 : Math.abs(value) / scale));
    const fill = `fill:${toneColor(value < 0 ? 'loss' : 'gain')};fill-opacity:${value === 0 ? 0.04 : strength}`;
    cells.push(
      `<g><title>${escapeHtml(`${name} ${rows[row]}: ${format(value)}`)}</title>`,
      `<rect x="${round(x + 0.12)}%" y="${y + 1}" width="${round(w - 0.24)}%" height="${cellHeight - 2}" rx="3" style="${fill}"/>`,
      `<text x="${round(x + w / 2)}%" y="${y + cellHeight / 2 + 4}" text-anchor="middle" style="fill:${toneColor('ink')}">${escapeHtml(format(value))}</text></g>`,
    );
  };
  const scale = sizeOf(values);
  const totalScale = total === undefined ? 0 : sizeOf(total.values);
  rows.forEach((_, row) => {
    columns.forEach((name, column) => {
      cell(row, rowNames + column * width, width, values[row * columns.length + column], scale, name);
    });
    if (total !== undefined) cell(row, 100 - totalWidth + 1.2, totalWidth - 1.2, total.values[row], totalScale, total.name);
  });
  const header = (x: number, name: string): string => `<text x="${round(x)}%" y="19" text-anchor="middle">${escapeHtml(name)}</text>`;
  return [
    `<svg class="heatmap" role="img" aria-label="${escapeHtml(options.label)}" style="display:block;width:100%;height:${(rows.length + 1) * cellHeight}px;font-size:11.5px;fill:${toneColor('soft')}">`,
    ...columns.map((name, column) => header(rowNames + (column + 0.5) * width, name)),
    total === undefined ? '' : header(100 - totalWidth / 2 + 0.6, total.name),
    ...rows.map((name, row) => `<text x="0" y="${(row + 1.5) * cellHeight + 4}">${escapeHtml(name)}</text>`),
    ...cells,
    '</svg>',
  ].join('');
}

function sizeOf(values: Float64Array): number {
  const [low, high] = rangeOf([values]);
  return Math.max(Math.abs(low), Math.abs(high));
}
