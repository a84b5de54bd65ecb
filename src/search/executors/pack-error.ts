import {
  ArgumentError,
  BarwrightError,
  DataError,
  type ErrorCode,
  LookaheadError,
  NotEnoughDataError,
  SourceError,
  StrategyError,
} from '../../core/index.ts';

/** An error as plain values. */
export interface PackedError {
  readonly code: ErrorCode | undefined;
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly row: number | undefined;
  readonly field: string | undefined;
}

/** An error as plain values, so that it travels with its class. */
export function packError(error: unknown): PackedError {
  const { code, name, message, stack, row, field } = (error instanceof Error ? error : new Error(String(error))) as DataError;
  return { code: error instanceof BarwrightError ? code : undefined, name, message, stack, row, field };
}

/** The error again, of the class that it was of where that is one of the library. */
export function unpackError({ code, name, message, stack, row, field }: PackedError): Error {
  const error = made(code, message, { ...(row !== undefined && { row }), ...(field !== undefined && { field }) });
  if (code === undefined) error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}

function made(code: ErrorCode | undefined, message: string, place: { readonly row?: number; readonly field?: string }): Error {
  switch (code) {
    case undefined:
      return new Error(message);
    case 'ARGUMENT':
      return new ArgumentError(message);
    case 'DATA':
      return new DataError(message, place);
    case 'NOT_ENOUGH_DATA':
      return new NotEnoughDataError(message);
    case 'LOOKAHEAD':
      return new LookaheadError(message);
    case 'SOURCE':
      return new SourceError(message);
    case 'STRATEGY':
      return new StrategyError(message);
    default:
      return new BarwrightError(code, message);
  }
}
