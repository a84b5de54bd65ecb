import { catalog, ema, type IndicatorEntry, Sma, type Snapshot, sma } from 'barwright/indicators';
import { describe, expect, it } from 'vitest';
import { indicatorLaws } from './describe-indicator.ts';

interface Planted {
  readonly bug: string;
  /** The law that must catch it. */
  readonly law: string;
  readonly entry: IndicatorEntry;
}

const smaEntry = catalog.get('sma');
const emaEntry = catalog.get('ema');
type Data = { readonly close: Float64Array };
type Period = { readonly period?: number };
const periodOf = (parameters: object | undefined): number => (parameters as Period | undefined)?.period ?? 30;
const closeOf = (data: unknown): Float64Array => (data as Data).close;

class ForgetfulSma extends Sma {
  override next(x: number): number {
    return Number.isFinite(x) ? super.next(x) : Number.NaN;
  }
}

class HastySma extends Sma {
  override peek(x: number): number {
    return this.next(x);
  }
}

class StubbornSma extends Sma {
  override reset(): void {}
}

class LaggingSma extends Sma {
  #last = Number.NaN;
  override next(x: number): number {
    const value = this.#last;
    this.#last = super.next(x);
    return value;
  }
}

const asStream = (stream: unknown): ReturnType<IndicatorEntry['stream']> => stream as ReturnType<IndicatorEntry['stream']>;

const planted: readonly Planted[] = [
  {
    bug: 'a wrong weight in the stream',
    law: 'gives the same values bar by bar',
    entry: { ...emaEntry, stream: (parameters) => emaEntry.stream({ ...parameters, period: periodOf(parameters) + 1 }) },
  },
  {
    bug: 'the next value in the kernel',
    law: 'never looks ahead: a prefix of the input gives the prefix of the output',
    entry: {
      ...smaEntry,
      compute: (data, parameters) => {
        const close = closeOf(data);
        const ahead = close.map((x, i) => (i + 1 < close.length ? close[i + 1] : x));
        return { sma: sma(ahead, periodOf(parameters)) };
      },
    },
  },
  {
    bug: 'a kernel that depends on the length',
    law: 'never looks ahead: a prefix of the input gives the prefix of the output',
    entry: {
      ...smaEntry,
      compute: (data, parameters) => {
        const close = closeOf(data);
        const tilt = 1 + close.length * 1e-15;
        return { sma: sma(close, periodOf(parameters)).map((x) => x * tilt) };
      },
    },
  },
  {
    bug: 'a lookback that is one too long',
    law: 'warms up for exactly its lookback',
    entry: { ...smaEntry, lookback: (parameters) => smaEntry.lookback(parameters) + 1 },
  },
  {
    bug: 'a warm-up of one bar less than the window',
    law: 'warms up for exactly its lookback',
    entry: { ...emaEntry, compute: (data, parameters) => ({ ema: ema(closeOf(data), Math.max(1, periodOf(parameters) - 1)) }) },
  },
  {
    bug: 'a stream that does not start anew after NaN',
    law: 'gives the same values bar by bar',
    entry: { ...smaEntry, stream: (parameters) => asStream(new ForgetfulSma(periodOf(parameters))) },
  },
  {
    bug: 'a batch that skips NaN',
    law: 'starts anew after a value that is not finite',
    entry: {
      ...emaEntry,
      compute: (data, parameters) => {
        let last = 0;
        const filled = closeOf(data).map((x) => (last = Number.isFinite(x) ? x : last));
        return emaEntry.compute(filled, parameters);
      },
    },
  },
  {
    bug: 'a stream one bar late',
    law: 'gives the same values bar by bar',
    entry: { ...smaEntry, stream: (parameters) => asStream(new LaggingSma(periodOf(parameters))) },
  },
  {
    bug: 'a peek that moves on',
    law: 'peeks at the next reading without a change',
    entry: { ...smaEntry, stream: (parameters) => asStream(new HastySma(periodOf(parameters))) },
  },
  {
    bug: 'a reset that does nothing',
    law: 'forgets everything on reset',
    entry: { ...smaEntry, stream: (parameters) => asStream(new StubbornSma(periodOf(parameters))) },
  },
  {
    bug: 'a snapshot without the place in the block',
    law: 'continues from a snapshot that went through JSON',
    entry: {
      ...smaEntry,
      restore: (snapshot: Snapshot) => {
        const step = { ...(snapshot.state.step as object), phase: 0 };
        return smaEntry.restore({ ...snapshot, state: { ...snapshot.state, step } });
      },
    },
  },
  {
    bug: 'an input that is written to',
    law: 'leaves its inputs untouched and gives the same bits twice',
    entry: {
      ...smaEntry,
      compute: (data, parameters) => {
        const result = smaEntry.compute(data, parameters);
        const close = closeOf(data);
        if (close.length > 0) close[0] *= 2;
        return result;
      },
    },
  },
  {
    bug: 'an output column that is not used',
    law: 'writes to the columns it is given, whatever they hold',
    entry: { ...smaEntry, compute: (data, parameters) => smaEntry.compute(data, parameters) },
  },
  {
    bug: 'a period that is not checked',
    law: 'takes defaults, and refuses parameters out of range, of another type or unknown',
    entry: { ...smaEntry, compute: (data, parameters) => smaEntry.compute(data, { period: Math.max(1, periodOf(parameters)) }) },
  },
];

describe('the contract of indicators', () => {
  for (const { bug, law, entry } of planted) {
    it(`catches ${bug}`, () => {
      const judge = indicatorLaws.find(({ name }) => name === law);
      expect(judge, `a law named "${law}"`).toBeDefined();
      expect(() => judge?.check(entry, 40)).toThrow();
    });
  }

  it('passes the entries that the bugs were planted in', () => {
    for (const entry of [smaEntry, emaEntry]) for (const law of indicatorLaws) law.check(entry, 10);
  });
});
