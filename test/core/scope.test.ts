import { type IndicatorCall, type IndicatorScope, throughScope, withScope } from 'barwright/core';
import { describe, expect, test } from 'vitest';

class Notes implements IndicatorScope {
  readonly calls: IndicatorCall[] = [];
  readonly known = new Map<string, unknown>();
  find(name: string): unknown {
    return this.known.get(name);
  }
  add(call: IndicatorCall): void {
    this.calls.push(call);
  }
}

const close = Float64Array.of(1, 2);

describe('scopes', () => {
  test('without one a call is computed straight away', () => {
    expect(throughScope('sma', [close], { period: 2 }, () => 7)).toBe(7);
  });

  test('note the call, its inputs, its parameters and its answer', () => {
    const notes = new Notes();
    expect(withScope(notes, () => throughScope('sma', [close], { period: 2 }, () => 7))).toBe(7);
    expect(notes.calls).toEqual([{ name: 'sma', inputs: [close], parameters: { period: 2 }, output: 7 }]);
  });

  test('answer from memory without computing', () => {
    const notes = new Notes();
    notes.known.set('sma', 5);
    const never = (): number => {
      throw new Error('computed');
    };
    expect(withScope(notes, () => throughScope('sma', [close], {}, never))).toBe(5);
    expect(notes.calls).toEqual([]);
  });

  test('do not see the calls inside a call', () => {
    const notes = new Notes();
    withScope(notes, () => throughScope('macd', [close], {}, () => throughScope('ema', [close], {}, () => 1)));
    expect(notes.calls.map((call) => call.name)).toEqual(['macd']);
  });

  test('close again, also after an error, and the outer one is back', () => {
    const [outer, inner] = [new Notes(), new Notes()];
    withScope(outer, () => {
      expect(() =>
        withScope(inner, () =>
          throughScope('bad', [close], {}, () => {
            throw new Error('no');
          }),
        ),
      ).toThrow('no');
      throughScope('good', [close], {}, () => 1);
    });
    throughScope('after', [close], {}, () => 1);
    expect([outer.calls.map((call) => call.name), inner.calls]).toEqual([['good'], []]);
  });
});
