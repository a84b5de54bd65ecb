import { ArgumentError, checkInteger, checkKeys, checkNumber, type Interval, parseInterval, show } from '../core/index.ts';

/** A number of rows, or a duration such as `'2d'`. */
export type RowSpan = { readonly bars: number } | Interval;

/** A number of rows, a duration, or a share of all rows, rounded down. */
export type EmbargoSpan = RowSpan | { readonly fraction: number };

/** What keeps training and test sets apart. */
export interface SeparationOptions {
  /**
   * The least life of a label: rows this near to a test, on either side, leave the training set. Where label ends are given,
   * the later of the two counts.
   *
   * @default { bars: 0 }
   */
  readonly purge?: RowSpan;
  /**
   * What else leaves the training set, from the end of the last tested label on. A share is of all rows. In splits that go
   * forward, whose training set has no rows after the test, it is kept between the last training label and the test.
   *
   * @default { bars: 0 }
   */
  readonly embargo?: EmbargoSpan;
}

/** Settings of {@link SeparationOptions} after the check. */
export interface Separation {
  readonly purge: Span;
  readonly embargo: Span;
  /** As the name of a splitter prints them. */
  readonly text: string;
}

/** A checked span: rows, a share of rows, or ms; what it is not is undefined. */
export interface Span {
  readonly bars?: number;
  readonly fraction?: number;
  readonly ms?: number;
  /** As the user wrote it. */
  readonly text: string;
}

/** The settings of options that keep sets apart. */
export function checkSeparation({ purge = { bars: 0 }, embargo = { bars: 0 } }: SeparationOptions): Separation {
  const spans = { purge: checkSpan('purge', purge), embargo: checkSpan('embargo', embargo, { fraction: true }) };
  const said = Object.entries(spans).filter(([, span]) => span.bars !== 0 && span.fraction !== 0);
  return { ...spans, text: said.map(([name, { text }]) => `, ${name} ${text}`).join('') };
}

/** A span of an option: `min` is the least number of rows, and shares are below 1. */
export function checkSpan(
  name: string,
  span: unknown,
  { min = 0, fraction = false }: { readonly min?: number; readonly fraction?: boolean } = {},
): Span {
  if (typeof span === 'string') return { ms: parseInterval(span, name), text: span };
  if (typeof span === 'object' && span !== null) {
    const options = span as { readonly bars?: unknown; readonly fraction?: unknown };
    checkKeys(name, options, fraction ? ['bars', 'fraction'] : ['bars']);
    if (options.bars !== undefined && options.fraction === undefined) {
      const bars = checkInteger(`${name}.bars`, options.bars, { min });
      return { bars, text: `${bars} ${bars === 1 ? 'bar' : 'bars'}` };
    }
    if (options.fraction !== undefined && options.bars === undefined) {
      const share = checkNumber(`${name}.fraction`, options.fraction, { min: 0, below: 1 });
      return { fraction: share, text: `${Number((100 * share).toPrecision(12))} %` };
    }
  }
  const share = fraction ? ', { fraction: 0.01 }' : '';
  throw new ArgumentError(`Expected \`${name}\` to be { bars: 5 }${share} or a duration such as '2d', was \`${show(span)}\`.`);
}

/** Rows of a share, rounded down; a share such as 0.29 of 100 is 29, though its product is a little less. */
export function rowsOfShare(share: number, rows: number): number {
  return Math.floor(Number((share * rows).toPrecision(12)));
}

/** The first row later than a span after a time, where `next` is the first row that is later than the time. */
export function rowAfter(time: Float64Array, end: number, next: number, span: Span): number {
  if (span.ms !== undefined) return Math.max(next, firstAfter(time, end + span.ms));
  return Math.min(time.length, next + (span.bars ?? rowsOfShare(span.fraction!, time.length)));
}

/** The time a span before a row; labels that end earlier are further away. Before the first row there is none. */
export function timeBefore(time: Float64Array, row: number, span: Span): number {
  if (span.ms !== undefined) return time[row] - span.ms;
  return time[row - (span.bars ?? rowsOfShare(span.fraction!, time.length))] ?? Number.NEGATIVE_INFINITY;
}

/** Index of the first time that is later. */
export function firstAfter(time: Float64Array, value: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
