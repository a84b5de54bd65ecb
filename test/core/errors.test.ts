import { ArgumentError, BarwrightError, DataError, LookaheadError, NotEnoughDataError, SourceError, StrategyError } from 'barwright/core';
import { describe, expect, test, vi } from 'vitest';

describe('errors', () => {
  test.each([
    [new ArgumentError('a'), 'ARGUMENT', 'ArgumentError'],
    [new DataError('a'), 'DATA', 'DataError'],
    [new NotEnoughDataError('a'), 'NOT_ENOUGH_DATA', 'NotEnoughDataError'],
    [new LookaheadError('a'), 'LOOKAHEAD', 'LookaheadError'],
    [new SourceError('a'), 'SOURCE', 'SourceError'],
    [new StrategyError('a'), 'STRATEGY', 'StrategyError'],
  ])('%s carries its code and its name', (error, code, name) => {
    expect([error.code, error.name, error.message]).toEqual([code, name, 'a']);
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(BarwrightError);
  });

  test('keep the cause', () => {
    const cause = new Error('disk');
    expect(new SourceError('a', { cause }).cause).toBe(cause);
  });

  test('of data name the row and the field where there is one', () => {
    const error = new DataError('a', { row: 3, field: 'close' });
    expect([error.row, error.field]).toEqual([3, 'close']);
    expect([new DataError('a').row, new DataError('a').field]).toEqual([undefined, undefined]);
  });

  test('are told apart by class', () => {
    expect(new DataError('a')).not.toBeInstanceOf(ArgumentError);
    expect(new Error('a')).not.toBeInstanceOf(BarwrightError);
    for (const value of [null, undefined, 'ArgumentError', 7, {}]) expect(value instanceof BarwrightError).toBe(false);
  });

  test('of one copy of the library are recognised by another', async () => {
    vi.resetModules();
    const other = await import('../../src/core/errors.ts');
    expect(other.DataError).not.toBe(DataError);
    expect(new other.DataError('a') instanceof DataError).toBe(true);
    expect(new other.DataError('a') instanceof BarwrightError).toBe(true);
    expect(new other.DataError('a') instanceof ArgumentError).toBe(false);
  });
});
