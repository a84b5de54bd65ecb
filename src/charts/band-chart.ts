import { ArgumentError, checkKeys } from '../core/index.ts';
import { escapeHtml } from './escape.ts';
import { type ChartOptions, frame, place, plane, rangeOf, round } from './frame.ts';
import { lineLegend } from './line-chart.ts';
import { numberTicks, timeTicks } from './ticks.ts';
import { type Tone, toneColor } from './tone.ts';

/** A kind of band, with its colour in every row. */
export interface BandKind {
  readonly name: string;
  readonly tone: Tone;
}

/** One row of bands. */
export interface BandRow {
  /** Printed beside the row, in few letters. */
  readonly name: string;
  /** For each kind, where its bands start and end along x. */
  readonly bands: readonly (readonly (readonly [from: number, to: number])[])[];
}

/** Options of {@link bandChart}. */
export interface BandChartOptions extends ChartOptions {
  /** What x is: ms since the epoch (UTC), or a number. @default 'time' */
  readonly x?: 'time' | 'number';
}

/** Rows whose names fit one under another. */
const mostNames = 16;

/**
 * Rows of coloured bands along time or numbers as an SVG that fits the width of its place, the first row at the top, with a
 * legend: which part of something is what, and when.
 *
 * @throws ArgumentError where a row does not have a list of bands for each kind, or an option is unknown.
 * @example
 * ```ts
 * import { bandChart } from 'barwright/charts';
 * const kinds = [{ name: 'open', tone: 'teal' }, { name: 'closed', tone: 'slate' }] as const;
 * const rows = [
 *   { name: 'NYSE', bands: [[[9.5, 16]], [[0, 9.5], [16, 24]]] },
 *   { name: 'Xetra', bands: [[[3, 11.5]], [[0, 3], [11.5, 24]]] },
 * ] as const;
 * const svg = bandChart(kinds, rows, { label: 'Hours of two exchanges', x: 'number', height: 60 });
 * ```
 */
export function bandChart(kinds: readonly BandKind[], rows: readonly BandRow[], options: BandChartOptions): string {
  checkKeys('options', options, ['label', 'height', 'x']);
  for (const { name, bands } of rows) {
    if (bands.length === kinds.length) continue;
    throw new ArgumentError(`Expected \`bands\` of row '${name}' to have ${kinds.length} lists as there are kinds, had ${bands.length}.`);
  }
  const [left, right] = rangeOf(rows.flatMap(({ bands }) => bands.flat()));
  const count = Math.max(1, rows.length);
  const shapes = rows.map(({ name, bands }, row) => {
    const top = round(((row + 0.12) / count) * plane);
    const height = round((0.76 / count) * plane);
    const paths = bands.map((list, kind) => {
      const path = list.map(([from, to]) => {
        const x = place(from, left, right);
        return `M${x} ${top}h${round(place(to, left, right) - x)}v${height}H${x}z`;
      });
      return path.length === 0 ? '' : `<path d="${path.join('')}" style="fill:${toneColor(kinds[kind].tone)}"/>`;
    });
    const counts = kinds.map((kind, i) => `${kind.name} ${bands[i].length}`).join(', ');
    return `<g><title>${escapeHtml(`${name}: ${counts}`)}</title>${paths.join('')}</g>`;
  });
  const step = Math.ceil(count / mostNames);
  const names = rows.flatMap(({ name }, row) => (row % step === 0 ? [{ value: row + 0.5, label: name }] : []));
  const xTicks = options.x === 'number' ? numberTicks(left, right, 6) : timeTicks(left, right, 8);
  const extent = { left, right, bottom: count, top: 0 };
  return lineLegend(kinds) + frame(options, extent, xTicks, names, shapes.join(''));
}
