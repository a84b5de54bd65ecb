import {
  escapeHtml,
  numberTicks,
  type PageSection,
  type ParallelData,
  parallelCoordinates,
  parallelScript,
  type Tick,
} from '../../charts/index.ts';
import { checkInteger, checkKeys } from '../../core/index.ts';
import type { Dimension } from '../spaces/dimension.ts';
import { ranksOf } from '../stability/rank-correlation.ts';
import type { ScoredPoints } from '../stability/scored-points.ts';
import { type Shown, SweepPicture } from './picture.ts';
import type { SweepField } from './sweep-field.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { TrialLog } from './trial-log.ts';
import type { TrialMetric } from './trial-metrics.ts';
import { type Worth, worthOf } from './worth.ts';

/** What parallel coordinates show. */
export interface ParallelChoice {
  /** The last axis, and what lines are coloured by. @default the first objective */
  readonly metric?: TrialMetric;
  /** Trials drawn at most, an integer >= 2; beyond, the best quarter of them and every so many of the others. @default 1000 */
  readonly most?: number;
}

const defaultMost = 1_000;
const listed = 10;

/** Trials as lines over their parameters, coloured by what they are worth. */
export class SweepParallel extends SweepPicture {
  /** Numbers of the trials that are drawn, from the worst to the best. */
  readonly drawn: readonly number[];

  private constructor(shown: Shown, drawn: readonly number[]) {
    super(shown);
    this.drawn = drawn;
  }

  /** @internal */
  static of<P extends object>(
    log: TrialLog<P>,
    asked: CompleteSweep<P>,
    { points, trials }: SweepField,
    options: ParallelChoice,
  ): SweepParallel {
    checkKeys('parallel options', options, ['metric', 'most']);
    const most = checkInteger('most', options.most ?? defaultMost, { min: 2 });
    const worth = worthOf(log, asked, options.metric);
    const counted = worstToBest(log, trials, worth);
    const drawn = thinned(counted, most);
    const title = `${worth.label} of ${asked.strategy.name || 'the strategy'} by its parameters`;
    const count = (value: number): string => value.toLocaleString('en');
    const share = drawn.length < counted.length ? `${count(drawn.length)} of ${count(counted.length)}` : count(counted.length);
    const lead = `${share} trials that count, one line each: the deeper the blue, the better by ${worth.label}; the best is orange.`;
    const numbers = drawn.map((at) => trials[at]);
    const svg = (): string => parallelCoordinates(linesOf(points, drawn, numbers, worth), { label: title });
    const sections = (): readonly PageSection[] => [
      {
        id: 'lines',
        title: 'Trials over their parameters',
        note: 'Drag along an axis to keep the lines that pass there; a click takes that back. Deep lines that part widely on an axis say that it matters little, or that there are several good areas.',
        body: `<div class="card"><div class="scroller">${svg()}</div><p class="note small" id="parallel-count" role="status"></p></div>`,
      },
      { id: 'best', title: 'The best of them', body: bestTable(log, asked, numbers.slice(-listed).reverse(), worth) },
    ];
    return new SweepParallel({ title, lead, svg, sections, scripts: [parallelScript] }, numbers);
  }
}

/** Places in the field of the trials that count and are worth a number, the best last; of equals the first. */
function worstToBest<P extends object>(log: TrialLog<P>, trials: readonly number[], worth: Worth): readonly number[] {
  const sign = worth.isLower ? -1 : 1;
  const counted = Array.from(trials.keys()).filter((at) => log.status(trials[at]) === 'ok' && Number.isFinite(worth.of(trials[at])));
  return counted.sort((a, b) => sign * (worth.of(trials[a]) - worth.of(trials[b])) || b - a);
}

/** Lines over the parameters that vary and what the trials are worth, the last one marked. */
function linesOf({ space, columns }: ScoredPoints, drawn: readonly number[], numbers: readonly number[], worth: Worth): ParallelData {
  const varied = space.dimensions.flatMap((dimension, place) => (dimension.count > 1 ? [place] : []));
  const places = varied.length > 0 ? varied : [0];
  const parameterAxes = places.map((place) => parameterAxis(space.dimensions[place]));
  const values = Float64Array.from(numbers, worth.of);
  const lastAxis = worthAxis(worth, values);
  const ranks = ranksOf(values.map((value) => (worth.isLower ? -value : value)));
  return {
    axes: [...parameterAxes, lastAxis],
    places: Float64Array.from(
      drawn.flatMap((at, line) => [...parameterAxes.map((axis, k) => axis.at(columns[places[k]][at])), lastAxis.at(values[line])]),
    ),
    // Few are deep, so that they are seen among the many.
    worth: ranks.map((rank) => ((rank - 0.5) / ranks.length) ** 4),
    ...(numbers.length > 0 && { marked: numbers.length - 1 }),
  };
}

/** From worst to best: the best quarter of what may be drawn, and others at even distances. */
function thinned(sorted: readonly number[], most: number): readonly number[] {
  if (sorted.length <= most) return sorted;
  const top = Math.max(1, most >> 2);
  const rest = sorted.length - top;
  const others = most - top;
  return [...Array.from({ length: others }, (_, k) => sorted[Math.floor((k * rest) / others)]), ...sorted.slice(rest)];
}

interface Axis {
  readonly name: string;
  readonly ticks: readonly Tick[];
  /** Place of a value from 0 to 1; NaN where there is none. */
  at(code: number): number;
}

const mostTicks = 8;

/** Values as the space spreads them. */
function parameterAxis({ name, count, choices, codeOf, codeAt, unitOf }: Dimension): Axis {
  const isSeparate = Number.isFinite(count);
  const [low, high] = isSeparate ? [unitOf(codeOf(0)), unitOf(codeOf(count - 1))] : [0, 1];
  const at = (code: number): number => Math.max(0, Math.min(1, high > low ? (unitOf(code) - low) / (high - low) : 0.5));
  const print = (code: number): string => (choices === undefined ? String(Number(code.toPrecision(4))) : String(choices[code]));
  const marks = Math.min(mostTicks, count);
  const codes = isSeparate
    ? Array.from({ length: marks }, (_, k) => codeOf(marks === 1 ? 0 : Math.round((k * (count - 1)) / (marks - 1))))
    : roundNumbers(codeAt(0), codeAt(0.5), codeAt(1));
  return {
    name,
    at: (code) => (Number.isNaN(code) ? Number.NaN : at(code)),
    ticks: codes.map((code) => ({ value: at(code), label: print(code) })),
  };
}

/** Round numbers between two ends: even ones, or 1, 2 and 5 of each power of ten where the middle is not halfway. */
function roundNumbers(low: number, middle: number, high: number): readonly number[] {
  const even = numberTicks(low, high, 6).map(({ value }) => value);
  if (Math.abs(middle - (low + high) / 2) <= 1e-9 * (high - low)) return even;
  const powers = Array.from({ length: Math.ceil(Math.log10(high / low)) + 2 }, (_, k) => Math.floor(Math.log10(low)) + k);
  const ratios = powers
    .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
    .filter((value) => value >= low && value <= high);
  return ratios.length > 2 ? ratios : even;
}

function worthAxis({ label, print }: Worth, values: Float64Array): Axis {
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const at = (value: number): number => (high > low ? (value - low) / (high - low) : 0.5);
  const ticks = values.length === 0 ? [] : numberTicks(low, high, 6, print).map((tick) => ({ ...tick, value: at(tick.value) }));
  return { name: label, at, ticks };
}

function bestTable<P extends object>(log: TrialLog<P>, asked: CompleteSweep<P>, trials: readonly number[], worth: Worth): string {
  const names = asked.space.names as readonly (keyof P & string)[];
  const head = [...names, worth.label].map((name) => `<th scope="col" class="number">${escapeHtml(name)}</th>`).join('');
  const rows = trials.map((trial) => {
    const params = log.params(trial);
    const cells = [...names.map((name) => textOf(params[name])), worth.print(worth.of(trial))];
    return `<tr>${cells.map((cell) => `<td class="number">${escapeHtml(cell)}</td>`).join('')}</tr>`;
  });
  return `<div class="card scroller" tabindex="0" role="group" aria-label="The best trials"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);
}
