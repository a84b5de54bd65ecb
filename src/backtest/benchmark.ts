import { ArgumentError, checkLength, NotEnoughDataError, once, show } from '../core/index.ts';
import { Bars } from '../market/index.ts';
import type { CompleteOptions } from './options.ts';

/** What a run is compared with; its equity is made when it is first asked for. */
export interface Benchmark {
  readonly name: string;
  readonly equity: () => Float64Array;
}

/** Checks the option; undefined for none. */
export function benchmarkOf(
  options: CompleteOptions,
  markets: readonly Bars[],
  time: Float64Array,
  rows: readonly Int32Array[] | undefined,
  from: number,
): Benchmark | undefined {
  const { benchmark = 'buyAndHold', cash } = options;
  if (benchmark === 'none') return undefined;
  if (benchmark === 'buyAndHold') {
    if (markets.some(({ instrument }) => instrument.kind === 'inverse'))
      return { name: 'Holding the coin', equity: once(() => new Float64Array(time.length).fill(cash)) };
    return { name: 'Buy and hold', equity: once(() => held(markets, rows, cash, time.length, from)) };
  }
  if (benchmark instanceof Float64Array) {
    checkLength('benchmark', benchmark, time.length, 'the times of the data');
    const wrong = benchmark.findIndex((price) => !(price > 0 && price < Number.POSITIVE_INFINITY));
    if (wrong >= 0) throw new ArgumentError(`Expected \`benchmark[${wrong}]\` to be a price above 0, was ${benchmark[wrong]}.`);
    return { name: 'Benchmark', equity: once(() => scaled(benchmark, cash, from)) };
  }
  if (!(benchmark instanceof Bars)) {
    throw new ArgumentError(
      `Expected \`benchmark\` to be 'buyAndHold', 'none', bars or a Float64Array of prices, was \`${show(benchmark)}\`.`,
    );
  }
  if (benchmark.length === 0) throw new NotEnoughDataError('Expected `benchmark` to hold at least one bar, found none.');
  return {
    name: benchmark.symbol || 'Benchmark',
    equity: once(() => scaled(onAxis(benchmark, time, Math.min(...markets.map((bars) => bars.intervalMs))), cash, from)),
  };
}

/** Equal parts of the cash put into each instrument at the open of its first bar from `from` on, and held. */
function held(markets: readonly Bars[], rows: readonly Int32Array[] | undefined, cash: number, length: number, from: number): Float64Array {
  const out = new Float64Array(length);
  const part = cash / markets.length;
  markets.forEach(({ open, close }, k) => {
    const axis = rows?.[k];
    let units = 0;
    let value = part;
    for (let t = 0; t < length; t++) {
      const bar = axis === undefined ? t : axis[t];
      if (bar >= 0 && t >= from) {
        if (units === 0) units = part / open[bar];
        value = units * close[bar];
      }
      out[t] += value;
    }
  });
  return out;
}

function scaled(prices: Float64Array, cash: number, from: number): Float64Array {
  const first = prices[Math.min(from, prices.length - 1)];
  return prices.map((price, t) => (t < from || !(first > 0) ? cash : (cash * price) / first));
}

/** The last close known at the end of each bar of the axis; the first open before that. */
function onAxis(bars: Bars, time: Float64Array, intervalMs: number): Float64Array {
  const out = new Float64Array(time.length);
  let at = -1;
  for (let t = 0; t < out.length; t++) {
    while (at + 1 < bars.length && bars.time[at + 1] + bars.intervalMs <= time[t] + intervalMs) at++;
    out[t] = at < 0 ? bars.open[0] : bars.close[at];
  }
  return out;
}
