import { ArgumentError, checkInteger, checkKeys, checkLength, checkNumber, checkOneOf, show, suggestion } from 'barwright/core';
import { describe, expect, test } from 'vitest';

describe('checks', () => {
  test('an integer in its range is returned, anything else is refused by name', () => {
    expect(checkInteger('period', 5, { min: 1 })).toBe(5);
    for (const value of [0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '5', null, undefined]) {
      expect(() => checkInteger('period', value, { min: 1 })).toThrow(ArgumentError);
    }
    expect(() => checkInteger('period', 0, { min: 1 })).toThrow('Expected `period` to be an integer >= 1, was `0`.');
  });

  test('a number is held to every bound, open or closed', () => {
    expect(checkNumber('x', 0, { min: 0, max: 0 })).toBe(0);
    expect(() => checkNumber('x', 0, { above: 0 })).toThrow('Expected `x` to be a finite number > 0, was `0`.');
    expect(() => checkNumber('x', 1, { below: 1 })).toThrow('Expected `x` to be a finite number < 1, was `1`.');
    expect(() => checkNumber('x', 2, { min: 0, max: 1 })).toThrow('>= 0 and <= 1');
    expect(() => checkNumber('x', Number.NaN)).toThrow('Expected `x` to be a finite number, was `NaN`.');
    expect(() => checkNumber('x', '1')).toThrow("was `'1'`");
  });

  test('a word is one of the choices, or the nearest is named', () => {
    expect(checkOneOf('join', 'union', ['union', 'intersection'])).toBe('union');
    expect(() => checkOneOf('join', 'unoin', ['union', 'intersection'])).toThrow(
      "Expected `join` to be one of 'union', 'intersection', was `'unoin'`. Did you mean `union`?",
    );
    expect(() => checkOneOf('join', 7, ['union'])).toThrow('was `7`.');
  });

  test('an unknown option is refused with the nearest known one, or with all', () => {
    expect(() => checkKeys('options', { fees: 1 }, ['fees', 'slippage'])).not.toThrow();
    expect(() => checkKeys('options', { fee: 1 }, ['fees', 'slippage'])).toThrow('Unknown option `fee` in `options`. Did you mean `fees`?');
    expect(() => checkKeys('options', { leverage: 1 }, ['fees', 'slip'])).toThrow('Known options: fees, slip.');
    for (const value of [null, undefined, 5, 'x', [], new Float64Array(1)]) {
      expect(() => checkKeys('options', value, ['fees'])).toThrow(/Expected `options` to be an object/);
    }
  });

  test('a column has the expected length', () => {
    expect(() => checkLength('entries', [1, 2], 2)).not.toThrow();
    expect(() => checkLength('entries', [1], 2)).toThrow('Expected `entries` to have length 2 as the bars, was 1.');
  });
});

describe('suggestion', () => {
  test('looks through case and small slips, and is silent when nothing is near', () => {
    expect(suggestion('Volatilty', ['volume', 'volatility'])).toBe(' Did you mean `volatility`?');
    expect(suggestion('CLOSE', ['open', 'close'])).toBe(' Did you mean `close`?');
    expect(suggestion('zebra', ['volume', 'volatility'])).toBe('');
    expect(suggestion('x', [])).toBe('');
  });
});

describe('show', () => {
  test.each([
    ['a', "'a'"],
    [5n, '5n'],
    [Number.NaN, 'NaN'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1, 2], 'Array(2)'],
    [new Float64Array(3), 'Float64Array(3)'],
    [{}, '{}'],
    [{ a: 1, b: 2 }, '{ a, b }'],
    [{ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1 }, '{ a, b, c, d, e, f, ... }'],
    [Math.max, 'function max'],
    [() => 1, 'function (anonymous)'],
  ])('prints what it is given in short (%#)', (value, text) => {
    expect(show(value)).toBe(text);
  });

  test('prints a symbol, a date and a view without a length', () => {
    expect(show(Symbol('x'))).toBe('Symbol(x)');
    expect(show(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(show(new Date('x'))).toBe('Invalid Date');
    expect(show(new DataView(new ArrayBuffer(4)))).toBe('DataView(4)');
  });
});
