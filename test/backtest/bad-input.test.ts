import { ArgumentError, type BacktestOptions, Bars, backtest, DataError, defineStrategy, NotEnoughDataError } from 'barwright';
import { describe, expect, it } from 'vitest';
import { flags, flat, hourly, run } from './runs.ts';

const bars = flat([100, 101, 102]);
const signals = { entries: flags('x..') };
let asked = 0;
const Asked = defineStrategy({
  signals() {
    asked++;
    return signals;
  },
});

describe('an option that is wrong', () => {
  it.each<[object, string]>([
    [{ chash: 5 }, 'Unknown option `chash` in `options`. Did you mean `cash`?'],
    [{ cash: -5 }, 'Expected `cash` to be a finite number > 0, was `-5`.'],
    [{ cash: 0 }, '`cash`'],
    [{ cash: '10k' }, "`'10k'`"],
    [{ fees: 5 }, '`fees.taker`'],
    [{ fees: Float64Array.of(0.1, 0.1) }, 'Expected `fees.taker` to have length 3 as the bars, was 2.'],
    [{ slippage: -0.1 }, '`slippage`'],
    [{ slippage: Float64Array.of(0, 0) }, 'Expected `slippage` to have length 3'],
    [{ slippage: Float64Array.of(0, Number.NaN, 0) }, 'Expected `slippage[1]` to be a finite number, was `NaN`.'],
    [{ costs: { fee: 0.1 } }, 'Did you mean `fees`?'],
    [{ fees: 0.1, costs: { fees: 0.1 } }, '`fees` is given twice: as `fees` and as `costs.fees`. Keep one.'],
    [{ fillAt: 'nextopen' }, 'Did you mean `nextOpen`?'],
    [{ fillAt: 'now' }, "Expected `fillAt` to be one of 'nextOpen', 'nextClose', 'close', was `'now'`."],
    [{ intrabar: 'pesimistic' }, 'Did you mean `pessimistic`?'],
    [{ intrabar: { rule: 'ohlc' } }, 'Expected `intrabar.bars` to be bars, or bars by symbol, was `undefined`.'],
    [{ intrabar: null }, '`intrabar`'],
    [{ intrabar: { bars } }, 'Expected `intrabar.bars` to be finer than 1h, was 1h.'],
    [{ intrabar: { bars: { ABD: bars } } }, 'Did you mean `ABC`?'],
    [{ intrabar: { bars: { ABC: 5 } } }, 'Expected `intrabar.bars.ABC` to be Bars, was `5`.'],
    [{ direction: 'up' }, '`direction`'],
    [{ onConflict: 'entri' }, '`onConflict`'],
    [{ slipStops: 'no' }, 'Expected `slipStops` to be true or false'],
    [{ leverage: 0 }, '`leverage`'],
    [{ riskFree: Number.NaN }, '`riskFree`'],
    [{ account: 'own' }, '`account`'],
    [{ conventions: 'vectorbts' }, 'Did you mean `vectorbt`?'],
    [{ benchmark: 'spy' }, 'Expected `benchmark` to be'],
    [{ benchmark: Float64Array.of(1, 2) }, 'Expected `benchmark` to have length 3 as the times of the data, was 2.'],
    [{ benchmark: Float64Array.of(1, Number.NaN, 2) }, 'Expected `benchmark[1]` to be a price above 0, was NaN.'],
    [{ size: { units: -1 } }, 'Expected `size.units` to be a finite number > 0, was `-1`.'],
    [{ size: 0.5 }, 'Expected `size` to be an object'],
    [{ size: { units: new Float64Array(2).fill(1) } }, 'Expected `size.units` to have length 3'],
    [{ stopLoss: 0.05 }, 'Expected `stopLoss` to say what 0.05 means'],
    [{ stopLoss: null }, 'Expected `stopLoss` to be an object, was `null`.'],
    [{ takeProfit: { distance: new Float64Array(5) } }, 'Expected `takeProfit` to have length 3'],
    [{ trailingStop: { price: 5 } }, 'a trailing stop follows the price'],
    [{ timeStop: 5 }, 'Expected `timeStop` to be an object, was `5`.'],
    [{ timeStop: { bars: 0 } }, '`timeStop.bars`'],
    [{ expiry: 'x' }, '`expiry`'],
    [{ tradeFrom: 'yesterday' }, '`tradeFrom`'],
  ])('%o is refused before the strategy is asked', (options, message) => {
    asked = 0;
    expect(() => backtest(new Asked(), bars, options as BacktestOptions)).toThrow(ArgumentError);
    expect(() => backtest(new Asked(), bars, options as BacktestOptions)).toThrow(message);
    expect(asked).toBe(0);
  });

  it('left undefined is the default', () => {
    const result = backtest(new Asked(), bars, {
      cash: undefined,
      fillAt: undefined,
      size: undefined,
      direction: undefined,
    } as unknown as BacktestOptions);
    expect(result.equity[2]).toBeCloseTo(10_000 + (10_000 / 101) * 1, 9);
  });

  it('beyond the data is not enough data', () => {
    expect(() => run(bars, signals, { tradeFrom: '2030-01-01' })).toThrow(NotEnoughDataError);
    expect(() => run(bars, signals, { tradeFrom: '2030-01-01' })).toThrow('Expected `tradeFrom` to be no later than the last bar');
    expect(() => run(bars, signals, { benchmark: bars.slice(0, 0) })).toThrow(NotEnoughDataError);
  });
});

describe('a strategy that is none', () => {
  it.each([[undefined], [{}], [() => signals], [Asked]])('%o is refused', (strategy) => {
    expect(() => backtest(strategy as never, bars)).toThrow(
      'Expected `strategy` to be an instance of a strategy class, such as new MaCross()',
    );
  });
});

describe('data that are none', () => {
  it.each([[undefined], [null], [5], ['BTC'], [[1, 2]], [{ A: 5 }], [bars.close]])('%o are refused', (data) => {
    expect(() => backtest(new Asked(), data as never)).toThrow(ArgumentError);
  });

  it('are refused when empty', () => {
    expect(() => run([], signals)).toThrow('Expected `data` to hold at least one instrument, found none.');
    expect(() => run(bars.slice(0, 0), signals)).toThrow(NotEnoughDataError);
  });

  it('are refused with the same symbol twice', () => {
    expect(() => run([bars, bars], signals)).toThrow(/ABC/);
  });

  it('are refused with a price that is not above 0', () => {
    const glitch = hourly([
      [100, 100, 100, 100],
      [100, 100, 0, 100],
      [100, 100, 100, 100],
    ]);
    for (let twice = 0; twice < 2; twice++) {
      expect(() => run(glitch, signals)).toThrow(DataError);
      expect(() => run(glitch, signals)).toThrow(
        'Expected prices of ABC above 0, `low` of row 1 (2024-01-01T01:00:00Z) was 0. Mend or remove the row.',
      );
    }
  });

  it('are refused with finer bars that may be of any of several', () => {
    const fine = flat([100, 101, 102]).withInstrument({ symbol: 'FINE' });
    expect(() => run({ A: bars, B: bars }, signals, { intrabar: { bars: fine } })).toThrow(
      'Expected `intrabar.bars` by symbol for 2 instruments, such as { A: bars }, was one Bars.',
    );
  });

  it('are refused of contracts that settle in base, in the signals engine', () => {
    expect(() => run(bars.withInstrument({ kind: 'inverse' }), signals)).toThrow(
      "Expected `instrument.kind` of ABC to be spot or linear in the signals engine, was 'inverse': give `engine: 'events'`.",
    );
  });

  it('of one bar are enough', () => {
    const result = run(flat([100]), { entries: flags('x') });
    expect(Array.from(result.equity)).toEqual([10_000]);
    expect(result.summary()).toContain('Known on ABC');
  });

  it('stay as they were', () => {
    const frozen = [bars.open, bars.close].map((column) => Array.from(column));
    run(bars, signals, { fees: 0.01, stopLoss: { fraction: 0.001 } });
    expect([bars.open, bars.close].map((column) => Array.from(column))).toEqual(frozen);
    expect(Array.from(signals.entries)).toEqual([1, 0, 0]);
    expect(bars).toBeInstanceOf(Bars);
  });
});
