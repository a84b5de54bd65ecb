import { ArgumentError, type Bars, backtest, defineStrategy, SignalStrategy, StrategyError } from 'barwright';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { flags, flat } from '../backtest/runs.ts';

const parameters = {
  period: { type: 'int', min: 2, max: 50, default: 10 },
  level: { type: 'float', min: 0, max: 1, default: 0.5 },
  mode: { type: 'choice', choices: ['fast', 'slow'], default: 'fast' },
  strict: { type: 'boolean', default: true },
} as const;

interface Params {
  readonly period: number;
  readonly level: number;
  readonly mode: 'fast' | 'slow';
  readonly strict: boolean;
}

class Full extends SignalStrategy<Params> {
  static parameters = parameters;
  /** Reads the parameters before the class body's own constructor could. */
  readonly doubled = this.params.period * 2;
  signals(bars: Bars) {
    return { entries: new Uint8Array(bars.length) };
  }
}

const bars = flat([1, 2, 3]);

describe('parameters', () => {
  it('have defaults, and are frozen', () => {
    const { params } = new Full();
    expect(params).toEqual({ period: 10, level: 0.5, mode: 'fast', strict: true });
    expect(Object.isFrozen(params)).toBe(true);
    expect(new Full({ period: 20, strict: false }).params).toEqual({ period: 20, level: 0.5, mode: 'fast', strict: false });
    expect(new Full({ period: undefined } as never).params.period).toBe(10);
  });

  it('are there before field initialisers run', () => {
    expect(new Full({ period: 7 }).doubled).toBe(14);
  });

  it.each([
    [{ perod: 5 }, 'Unknown parameter `perod` of Full. Did you mean `period`?'],
    [{ zzzzzzzzzz: 5 }, 'Unknown parameter `zzzzzzzzzz` of Full. It has period, level, mode, strict.'],
    [{ period: 1 }, 'Expected `Full.period` to be an integer >= 2 and <= 50, was `1`.'],
    [{ period: 2.5 }, '`Full.period`'],
    [{ period: '5' }, "was `'5'`"],
    [{ level: 1.5 }, 'Expected `Full.level` to be a finite number >= 0 and <= 1, was `1.5`.'],
    [{ level: Number.NaN }, '`Full.level`'],
    [{ mode: 'fats' }, 'Did you mean `fast`?'],
    [{ strict: 1 }, 'Expected `Full.strict` to be true or false, was `1`.'],
    [null, 'Expected the parameters of Full to be an object, was `null`.'],
  ])('refuse %o', (given, message) => {
    expect(() => new Full(given as never)).toThrow(ArgumentError);
    expect(() => new Full(given as never)).toThrow(message);
  });

  it('of a class that declares none take none', () => {
    class Bare extends SignalStrategy {
      signals(of: Bars) {
        return { entries: new Uint8Array(of.length) };
      }
    }
    expect(new Bare().params).toEqual({});
    expect(() => new Bare({ a: 1 } as never)).toThrow('Unknown parameter `a` of Bare. It declares none.');
  });

  it('of an unknown type are refused', () => {
    const Wrong = defineStrategy({
      name: 'Wrong',
      parameters: { a: { type: 'integer', default: 1 } as never },
      signals: () => ({ exposure: [] }),
    });
    expect(() => new Wrong()).toThrow('to have type int, float, choice or boolean');
  });
});

describe('defineStrategy', () => {
  const Defined = defineStrategy({
    name: 'Defined',
    parameters,
    signals(of, p) {
      expectTypeOf(p.period).toBeNumber();
      expectTypeOf(p.mode).toEqualTypeOf<'fast' | 'slow'>();
      expectTypeOf(p.strict).toBeBoolean();
      return { entries: new Uint8Array(of.length).fill(p.strict ? 1 : 0) };
    },
  });

  it('makes a class that carries its name and parameters', () => {
    expect(Defined.name).toBe('Defined');
    expect(Defined.parameters).toBe(parameters);
    expect(new Defined({ mode: 'slow' }).params.mode).toBe('slow');
    expect(() => new Defined({ period: 99 })).toThrow('`Defined.period`');
  });

  it('makes strategies, told apart from each other', () => {
    expect(new Defined()).toBeInstanceOf(SignalStrategy);
    expect(new Defined()).toBeInstanceOf(Defined);
    expect(new Full()).not.toBeInstanceOf(Defined);
    expect({}).not.toBeInstanceOf(SignalStrategy);
    expect(null).not.toBeInstanceOf(SignalStrategy);
  });

  it('knows a strategy of another copy of the library by its brand', () => {
    const foreign = Object.defineProperty({}, Symbol.for('barwright.signal-strategy'), { value: true });
    expect(foreign).toBeInstanceOf(SignalStrategy);
    expect(foreign).not.toBeInstanceOf(Full);
  });
});

describe('a run', () => {
  it('makes a fresh instance, so that nothing leaks', () => {
    class Counting extends SignalStrategy {
      calls = 0;
      signals(of: Bars) {
        this.calls++;
        return { entries: new Uint8Array(of.length).fill(this.calls > 1 ? 1 : 0) };
      }
    }
    const strategy = new Counting();
    expect(backtest(strategy, bars).orders.length).toBe(0);
    expect(backtest(strategy, bars).orders.length).toBe(0);
    expect(strategy.calls).toBe(0);
  });

  it('asks once for each instrument', () => {
    const seen: string[] = [];
    const Seeing = defineStrategy({
      signals(of) {
        seen.push(of.symbol);
        return { entries: flags('...') };
      },
    });
    backtest(new Seeing(), { A: bars, B: bars });
    expect(seen).toEqual(['A', 'B']);
  });
});

describe('a strategy that fails', () => {
  const failing = (signals: () => unknown, name = 'Failing') => new (defineStrategy({ name, signals: signals as never }))();

  it('is named, with its own error as the cause', () => {
    const cause = new TypeError('no such thing');
    const strategy = failing(() => {
      throw cause;
    });
    try {
      backtest(strategy, bars);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StrategyError);
      expect((error as StrategyError).message).toBe('Failing.signals threw for ABC: no such thing');
      expect((error as StrategyError).cause).toBe(cause);
    }
  });

  it.each<[string, () => unknown, string]>([
    ['nothing', () => undefined, 'Expected Failing.signals to return an object of columns, was `undefined`.'],
    ['a number', () => 5, 'was `5`'],
    ['no columns', () => ({}), 'Expected `entries` and `exits`, or `exposure`, found neither.'],
    [
      'another length',
      () => ({ entries: flags('..') }),
      'In the signals of Failing for ABC: Expected `entries` to have length 3 as the bars, was 2.',
    ],
    ['an unknown field', () => ({ entrys: flags('...') }), 'Did you mean `entries`?'],
    ['numbers for flags', () => ({ entries: new Float64Array(3) }), 'Expected `entries` to be a Uint8Array or an array of booleans'],
    ['both kinds', () => ({ entries: flags('...'), exposure: [0, 0, 0] }), 'found both'],
    ['sized exposure', () => ({ exposure: [0, 0, 0], size: { units: 1 } }), '`exposure` sizes its own market orders'],
    [
      'endless exposure',
      () => ({ exposure: [0, Number.POSITIVE_INFINITY, 0] }),
      'Expected `exposure[1]` to be a finite number, was Infinity.',
    ],
    ['short limits', () => ({ entries: flags('...'), limit: new Float64Array(2) }), 'Expected `limit` to have length 3'],
    ['limits as a list', () => ({ entries: flags('...'), limit: [1, 2, 3] }), 'Expected `limit` to be a Float64Array of prices'],
    [
      'a limit of nothing',
      () => ({ entries: flags('...'), limit: Float64Array.of(1, 0, 1) }),
      'Expected `limit[1]` to be a price above 0, or NaN for none, was 0.',
    ],
    [
      'limit and stop at one bar',
      () => ({ entries: flags('...'), limit: Float64Array.of(1, 1, 1), stop: Float64Array.of(Number.NaN, 1, 1) }),
      'Expected `limit` or `stop` at bar 1, found both.',
    ],
    ['a bare stop', () => ({ entries: flags('...'), stopLoss: 0.05 }), 'to say what 0.05 means'],
    [
      'a stop of another length',
      () => ({ entries: flags('...'), stopLoss: { distance: new Float64Array(2) } }),
      'Expected `stopLoss` to have length 3',
    ],
    ['a trail at a price', () => ({ entries: flags('...'), trailingStop: { price: 3 } }), 'a trailing stop follows the price'],
    [
      'risk without a stop',
      () => ({ entries: flags('...'), size: { riskFraction: 0.01 } }),
      'Expected `size.riskFraction` to come with a stop',
    ],
    [
      'a fraction of a bar',
      () => ({ entries: flags('...'), timeStop: { bars: 1.5 } }),
      'Expected `timeStop.bars` to be an integer >= 1, was `1.5`.',
    ],
    ['a time that is none', () => ({ entries: flags('...'), expiry: 'soon' }), '`expiry`'],
  ])('with %s is told so', (_, signals, message) => {
    expect(() => backtest(failing(signals), bars)).toThrow(StrategyError);
    expect(() => backtest(failing(signals), bars)).toThrow(message);
  });
});
