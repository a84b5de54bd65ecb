import type { BacktestData } from '../../backtest/index.ts';
import { ArgumentError, checkInteger, checkKeys, lowerBound, NotEnoughDataError, parseTime, show } from '../../core/index.ts';
import { Bars, Panel } from '../../market/index.ts';
import { barsOf } from '../sweep/trial-runner.ts';
import type { TimeSlice, TrialCell } from './trial-cell.ts';

interface Span {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Bars that a cell has at least. */
const fewestBars = 2;
const mostCells = 10_000;

/**
 * The cells of a sweep: every instrument in every slice, slice by slice of one instrument after the other; none where neither is asked for.
 *
 * @throws ArgumentError where an option is wrong, slices overlap, or the data are no bars.
 * @throws NotEnoughDataError where a cell has fewer than two bars.
 */
export function cellsOf(
  data: BacktestData,
  each: 'instrument' | undefined,
  slices: number | readonly TimeSlice[] | undefined,
): readonly TrialCell[] | undefined {
  if (each === undefined && slices === undefined) return undefined;
  if (each !== undefined && each !== 'instrument') throw new ArgumentError(`Expected \`each\` to be 'instrument', was \`${show(each)}\`.`);
  const bars = barsOf(data);
  if (!isAllBars(data, bars)) {
    throw new ArgumentError(
      `Expected \`data\` to be bars where \`${each === undefined ? 'slices' : 'each'}\` is given, was \`${show(data)}\`.`,
    );
  }
  const spans = slices === undefined ? [undefined] : spansOf(bars, slices);
  const names = each === undefined ? [undefined] : namesOf(bars);
  const cells = names.flatMap((name, instrument) =>
    spans.map((span, k): TrialCell => {
      const label = [...(name === undefined ? [] : [name]), ...(span === undefined ? [] : [k + 1])].join('.');
      return { label, instrument: name === undefined ? undefined : instrument, from: span?.from, to: span?.to };
    }),
  );
  if (cells.length > mostCells) throw new ArgumentError(`Expected at most ${mostCells} cells, was ${cells.length}: take fewer slices.`);
  for (const cell of cells) checkBars(bars, cell);
  return cells;
}

function isAllBars(data: BacktestData, bars: readonly Bars[]): boolean {
  return bars.length > 0 && (data instanceof Bars || data instanceof Panel || Object.values(data).length === bars.length);
}

function checkBars(bars: readonly Bars[], { label, instrument, from, to }: TrialCell): void {
  const own = instrument === undefined ? bars : [bars[instrument]];
  const count = own.reduce((most, { time }) => {
    const [first, last] = [from === undefined ? 0 : lowerBound(time, from), to === undefined ? time.length : lowerBound(time, to)];
    return Math.max(most, last - first);
  }, 0);
  if (count >= fewestBars) return;
  throw new NotEnoughDataError(
    `Expected cell \`${label}\` to have at least ${fewestBars} bars, had ${count}: take longer slices, or leave the instrument out.`,
  );
}

/** Equal parts of the bars of the longest instrument, or the slices that were given. */
function spansOf(bars: readonly Bars[], slices: number | readonly TimeSlice[]): readonly Span[] {
  if (Array.isArray(slices)) return givenSpans(slices);
  const { time } = bars.reduce((longest, one) => (one.length > longest.length ? one : longest));
  const count = checkInteger('slices', slices, { min: 1, max: Math.max(1, Math.floor(time.length / fewestBars)) });
  const startOf = (k: number): number => time[Math.floor((k * time.length) / count)];
  return Array.from({ length: count }, (_, k) => ({
    from: k === 0 ? undefined : startOf(k),
    to: k === count - 1 ? undefined : startOf(k + 1),
  }));
}

function givenSpans(slices: readonly TimeSlice[]): readonly Span[] {
  if (slices.length === 0) throw new ArgumentError('Expected `slices` to have at least one slice, was an empty list.');
  const spans = slices.map((slice, k) => {
    const name = `slices[${k}]`;
    checkKeys(name, slice, ['from', 'to']);
    const from = slice.from === undefined ? undefined : parseTime(slice.from, `${name}.from`);
    const to = slice.to === undefined ? undefined : parseTime(slice.to, `${name}.to`);
    if (from !== undefined && to !== undefined && from >= to) {
      throw new ArgumentError(`Expected \`${name}.from\` to be before \`to\`, was \`${show(slice.from)}\`.`);
    }
    return { from, to };
  });
  const order = [...spans.keys()].sort((a, b) => (spans[a].from ?? Number.NEGATIVE_INFINITY) - (spans[b].from ?? Number.NEGATIVE_INFINITY));
  for (let k = 1; k < order.length; k++) {
    const [before, after] = [spans[order[k - 1]], spans[order[k]]];
    if ((before.to ?? Number.POSITIVE_INFINITY) <= (after.from ?? Number.NEGATIVE_INFINITY)) continue;
    throw new ArgumentError(`Expected slices not to overlap, but slices[${order[k - 1]}] and slices[${order[k]}] do.`);
  }
  return spans;
}

/** Symbols; numbers from 1 where an instrument has none, or shares it. */
function namesOf(bars: readonly Bars[]): readonly string[] {
  return bars.map(({ symbol }, k) => {
    const isOwn = symbol !== '' && bars.filter((other) => other.symbol === symbol).length === 1;
    return isOwn ? symbol : `#${k + 1}`;
  });
}
