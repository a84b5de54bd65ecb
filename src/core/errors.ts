/** What went wrong, as a stable code that programs can switch on. */
export type ErrorCode = 'ARGUMENT' | 'DATA' | 'NOT_ENOUGH_DATA' | 'LOOKAHEAD' | 'SOURCE' | 'STRATEGY' | 'INTERNAL';

/**
 * Base of every error that barwright throws on purpose.
 *
 * @example
 * ```ts
 * import { BarwrightError, sma } from 'barwright';
 * try {
 *   sma(new Float64Array(10), 0);
 * } catch (error) {
 *   if (error instanceof BarwrightError) console.log(error.code, error.message);
 * }
 * ```
 */
export class BarwrightError extends Error {
  /** Stable code of the kind of error. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Recognises errors of any copy of the library, so that ESM and CommonJS copies meet. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null || !(brand in value)) return false;
    return namesOf(value).includes(this.name);
  }
}

const brand: unique symbol = Symbol.for('barwright.error') as never;

function namesOf(value: object): readonly string[] {
  const names: string[] = [];
  for (let proto = Object.getPrototypeOf(value); proto !== null; proto = Object.getPrototypeOf(proto)) names.push(proto.constructor?.name);
  return names;
}

/** An argument or option is not what was expected. */
export class ArgumentError extends BarwrightError {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super('ARGUMENT', message, options);
  }
}

/** Data break a rule: an unsorted time, a NaN price, a text cell. Names the row and the field. */
export class DataError extends BarwrightError {
  /** Zero-based row of the violation, where one row is to blame. */
  readonly row: number | undefined;
  /** Column of the violation, where one column is to blame. */
  readonly field: string | undefined;

  constructor(message: string, options?: { readonly cause?: unknown; readonly row?: number; readonly field?: string }) {
    super('DATA', message, options);
    this.row = options?.row;
    this.field = options?.field;
  }
}

/** There are fewer values than the calculation needs. */
export class NotEnoughDataError extends BarwrightError {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super('NOT_ENOUGH_DATA', message, options);
  }
}

/** A result was found to depend on the future. */
export class LookaheadError extends BarwrightError {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super('LOOKAHEAD', message, options);
  }
}

/** A file, a package or a venue did not deliver. */
export class SourceError extends BarwrightError {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super('SOURCE', message, options);
  }
}

/** A strategy threw, or answered something that is no signal; the strategy's own error is the `cause`. */
export class StrategyError extends BarwrightError {
  /** Bar at which it happened; undefined where it was at none. */
  readonly index: number | undefined;
  /** Open time of that bar, ms. */
  readonly time: number | undefined;
  /** The result up to that bar, where there is one. */
  readonly partial: unknown;

  constructor(
    message: string,
    options: { readonly cause?: unknown; readonly index?: number; readonly time?: number; readonly partial?: unknown } = {},
  ) {
    super('STRATEGY', message, options);
    this.index = options.index;
    this.time = options.time;
    this.partial = options.partial;
  }
}
