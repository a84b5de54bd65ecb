import { type BandRow, bandChart } from '../charts/index.ts';
import { ArgumentError, checkInteger, checkKeys, checkLength, NotEnoughDataError, type NumberColumn, show } from '../core/index.ts';
import { commonStep } from '../market/index.ts';
import { checkTimes } from './label-lives.ts';
import { countRows, type RowRange } from './ranges.ts';
import type { Split } from './splitter.ts';

/** Options of {@link splitDiagram}. */
export interface SplitDiagramOptions {
  /** What is seen, for those who do not see it. */
  readonly label?: string;
  /** Time of each row, ms, for an axis of time; without it rows are counted. */
  readonly times?: NumberColumn;
  /** Height of the plot, px; by default it grows with the number of splits. */
  readonly height?: number;
}

/** Splits that fit into a picture; of more, as many are drawn, evenly chosen. */
const most = 100;

const kinds = [
  { name: 'train', tone: 'slate' },
  { name: 'test', tone: 'ochre' },
  { name: 'purged', tone: 'rose' },
  { name: 'embargo', tone: 'violet' },
] as const;

/**
 * A picture of splits as SVG: a row for each, the first at the top, with what each learns from, tests, purges and keeps under
 * embargo. Of more than 100 splits, 100 are drawn, evenly chosen.
 *
 * @param splits at least one, as a splitter gives them.
 * @throws ArgumentError where an option is unknown, or the times do not fit the splits.
 * @throws NotEnoughDataError without splits.
 * @example
 * ```ts
 * import { purgedKFold, splitDiagram } from 'barwright/splits';
 * const times = Float64Array.from({ length: 200 }, (_, i) => i);
 * const splits = purgedKFold({ folds: 4, purge: { bars: 5 }, embargo: { bars: 5 } }).split(times);
 * const svg = splitDiagram(splits, { label: 'Four folds' });
 * ```
 */
export function splitDiagram(splits: readonly Split[], options: SplitDiagramOptions = {}): string {
  checkKeys('options', options, ['label', 'times', 'height']);
  if (!Array.isArray(splits)) throw new ArgumentError(`Expected \`splits\` to be an array of splits, was \`${show(splits)}\`.`);
  if (splits.length === 0) throw new NotEnoughDataError('Expected at least one split, had 0.');
  const drawn = Array.from({ length: Math.min(most, splits.length) }, (_, k) =>
    Math.floor((k * splits.length) / Math.min(most, splits.length)),
  );
  const height = options.height === undefined ? 24 + 14 * Math.min(drawn.length, 30) : checkInteger('height', options.height, { min: 20 });
  const label = options.label ?? `${splits.length} splits${drawn.length < splits.length ? `, ${drawn.length} drawn` : ''}`;
  const at = options.times === undefined ? (row: number): number => row : edges(options.times, splits[0]);
  const place = (ranges: readonly RowRange[]): BandRow['bands'][number] => ranges.map(({ from, to }) => [at(from), at(to)]);
  const rows = drawn.map((k) => {
    const { train, test, purged, embargoed } = splits[k];
    return { name: String(k + 1), bands: [train, test, purged, embargoed].map(place) };
  });
  return bandChart(kinds, rows, { label, height, x: options.times === undefined ? 'number' : 'time' });
}

/** The time at which each row starts, and the last one ends. */
function edges(times: NumberColumn, { train, test, purged, embargoed, unused }: Split): (row: number) => number {
  const time = checkTimes(times);
  const rows = countRows([train, test, purged, embargoed, unused].flat());
  checkLength('times', time, rows, 'the rows of the splits');
  const end = time[rows - 1] + commonStep(time);
  return (row) => (row < rows ? time[row] : end);
}
