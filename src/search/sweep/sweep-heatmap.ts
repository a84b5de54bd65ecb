import { heatmap } from '../../charts/index.ts';
import { ArgumentError, checkInteger, checkKeys, checkOneOf, suggestion } from '../../core/index.ts';
import { SweepPicture } from './picture.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { TrialLog } from './trial-log.ts';
import type { TrialMetric } from './trial-metrics.ts';
import { worthOf } from './worth.ts';

/** What a heatmap shows. */
export interface HeatmapChoice {
  /** @default the first objective */
  readonly metric?: TrialMetric;
  /** What stands for the trials of one cell. @default 'mean' */
  readonly cell?: 'mean' | 'best';
  /** Rows and columns at most: an integer >= 2; beyond, neighbours are put together. @default 24 */
  readonly most?: number;
}

/** Places of the values of one parameter on an axis, and what they are called. */
interface Axis {
  readonly names: readonly string[];
  /** Place of each trial; -1 where the parameter is not active. */
  readonly places: Int32Array;
}

/** What trials are worth over two parameters, as numbers and as a picture. */
export class SweepHeatmap extends SweepPicture {
  /** Values of the parameter of the columns, from the left. */
  readonly columns: readonly string[];
  /** Values of the parameter of the rows, from above. */
  readonly rows: readonly string[];
  /** Row by row; NaN where no trial counts. */
  readonly values: Float64Array;

  private constructor(title: string, lead: string, axes: readonly [Axis, Axis], values: Float64Array, print: (value: number) => string) {
    const [columns, rows] = [axes[0].names, axes[1].names];
    const svg = (): string => heatmap({ columns, rows, values }, { label: title, format: print });
    const note = 'A broad area of one colour can be trusted more than a single peak.';
    super({ title, lead, svg, sections: () => [{ id: 'heatmap', title: 'Heatmap', note, body: `<div class="scroller">${svg()}</div>` }] });
    this.columns = columns;
    this.rows = rows;
    this.values = values;
  }

  /** @internal */
  static of<P extends object>(
    log: TrialLog<P>,
    asked: CompleteSweep<P>,
    x: keyof P & string,
    y: keyof P & string,
    options: HeatmapChoice,
  ): SweepHeatmap {
    checkKeys('heatmap options', options, ['metric', 'cell', 'most']);
    const most = checkInteger('most', options.most ?? 24, { min: 2 });
    const cell = checkOneOf('cell', options.cell ?? 'mean', ['mean', 'best']);
    const worth = worthOf(log, asked, options.metric);
    const { names } = asked.space;
    for (const name of [x, y] as readonly string[]) {
      if (names.includes(name)) continue;
      throw new ArgumentError(`Unknown parameter \`${name}\`.${suggestion(name, names) || ` The space has ${names.join(', ')}.`}`);
    }
    const axes = [axisOf(log, x, most), axisOf(log, y, most)] as const;
    const values = cells(log, axes, worth.of, cell, worth.isLower);
    const lead = `${log.length.toLocaleString('en')} trials of ${asked.strategy.name || 'the strategy'}: ${cell} ${worth.label} by ${x} (columns) and ${y} (rows).`;
    return new SweepHeatmap(`${worth.label} by ${x} and ${y}`, lead, axes, values, worth.print);
  }
}

function axisOf<P extends object>(log: TrialLog<P>, name: keyof P & string, most: number): Axis {
  const codes = new Float64Array(log.length);
  for (const { first, points } of log.parts) codes.set(points.column(name), first);
  const choices = log.parts[0]?.points.choices(name);
  const distinct = [...new Set(codes)].filter((code) => !Number.isNaN(code)).sort((a, b) => a - b);
  const perPlace = Math.ceil(distinct.length / most);
  const placeOf = new Map(distinct.map((code, k) => [code, Math.floor(k / perPlace)]));
  const print = (code: number): string => (choices === undefined ? String(Number(code.toPrecision(4))) : String(choices[code]));
  const names = Array.from({ length: distinct.length === 0 ? 0 : Math.ceil(distinct.length / perPlace) }, (_, place) => {
    const [low, high] = [distinct[place * perPlace], distinct[Math.min(distinct.length, (place + 1) * perPlace) - 1]];
    return low === high ? print(low) : `${print(low)}-${print(high)}`;
  });
  return { names, places: Int32Array.from(codes, (code) => placeOf.get(code) ?? -1) };
}

function cells<P extends object>(
  log: TrialLog<P>,
  [columns, rows]: readonly [Axis, Axis],
  worthOf: (trial: number) => number,
  cell: 'mean' | 'best',
  isLower: boolean,
): Float64Array {
  const width = columns.names.length;
  const values = new Float64Array(width * rows.names.length).fill(Number.NaN);
  const counts = new Float64Array(values.length);
  for (let trial = 0; trial < log.length; trial++) {
    const [x, y] = [columns.places[trial], rows.places[trial]];
    const value = worthOf(trial);
    if (x < 0 || y < 0 || log.status(trial) !== 'ok' || Number.isNaN(value)) continue;
    const at = y * width + x;
    if (counts[at] === 0) values[at] = value;
    else if (cell === 'mean') values[at] += value;
    else values[at] = isLower ? Math.min(values[at], value) : Math.max(values[at], value);
    counts[at]++;
  }
  return cell === 'mean' ? values.map((sum, at) => sum / counts[at]) : values;
}
