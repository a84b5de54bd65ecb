import { BarwrightError, formatInterval, lowerBound, type Rng, StrategyError } from '../core/index.ts';
import { Bars } from '../market/index.ts';
import type { Strategy } from '../strategy/index.ts';
import { isSame } from './answered-columns.ts';
import { backtest } from './backtest.ts';
import type { LookaheadFinding } from './detect-lookahead.ts';
import type { BacktestOptions } from './options.ts';
import { type GivenCommand, recorded } from './recorded-commands.ts';
import type { NotedIndicator } from './result.ts';

/** What was found in an event strategy. */
export interface EventLookahead {
  readonly findings: readonly LookaheadFinding[];
  readonly cuts: number;
  readonly skipped: number;
}

/** A run of which all commands are known, and the error that stopped it. */
interface HeardRun {
  readonly given: readonly GivenCommand[];
  readonly indicators: readonly NotedIndicator[];
  readonly stopped: StrategyError | undefined;
}

/**
 * Runs an event strategy with its future cut off and compares what it told its context to do up to the cut. One more bar, in which the
 * price stands still, follows the cut, so that the venue takes orders there as it does before more bars.
 *
 * @param make the strategy for bars that are known.
 * @throws StrategyError where the strategy throws on the whole of the data.
 */
export function eventLookahead(
  make: (known: readonly Bars[]) => Strategy,
  markets: readonly Bars[],
  options: BacktestOptions,
  count: number,
  rng: Rng,
): EventLookahead {
  const axis = Float64Array.from(new Set(markets.flatMap(({ time }) => [...time]))).sort();
  const [whole, again] = [heard(make(markets), markets, options), heard(make(markets), markets, options)];
  if (whole.stopped !== undefined) throw whole.stopped;
  const kept = changeOf(whole, again, axis, axis.length - 1);
  if (kept !== undefined) return { findings: [{ ...kept, kind: 'state' }], cuts: 0, skipped: 0 };

  const earliest = new Map<string, LookaheadFinding>();
  const add = (found: LookaheadFinding | undefined): void => {
    if (found === undefined) return;
    const name = found.kind === 'order' ? 'order' : `${found.symbol} ${found.column}`;
    if (found.index < (earliest.get(name)?.index ?? Number.POSITIVE_INFINITY)) earliest.set(name, found);
  };
  let cuts = 0;
  let skipped = 0;
  for (const cut of cutsOf(whole.given, axis, count, rng)) {
    const known = markets.map((bars) => bars.slice(0, lowerBound(bars.time, axis[cut + 1])));
    let run: HeardRun;
    try {
      const data = known.map((bars, k) => (bars.length < markets[k].length ? withStandstill(bars, markets[k], axis[cut + 1]) : bars));
      run = heard(make(known), data, options);
    } catch (error) {
      if (!(error instanceof BarwrightError)) throw error;
      skipped++;
      continue;
    }
    cuts++;
    add(changeOf(whole, run, axis, cut));
    if (run.stopped === undefined) for (const found of indicatorChanges(whole, run, known, cut)) add(found);
  }
  return { findings: [...earliest.values()], cuts, skipped };
}

function heard(strategy: Strategy, data: readonly Bars[], options: BacktestOptions): HeardRun {
  const { strategy: noted, given } = recorded(strategy);
  try {
    const { indicators } = backtest(noted, data, { ...options, benchmark: 'none' });
    return { given, indicators, stopped: undefined };
  } catch (error) {
    if (!(error instanceof StrategyError) || error.index === undefined) throw error;
    return { given, indicators: [], stopped: error };
  }
}

/** The first command up to bar `cut` that only one of two runs has, or the error that stopped the second before. */
function changeOf(whole: HeardRun, known: HeardRun, axis: Float64Array, cut: number): LookaheadFinding | undefined {
  const barOf = ({ time }: GivenCommand): number => Math.max(0, lowerBound(axis, time) - 1);
  const [a, b] = [whole, known].map(({ given }) => given.filter((command) => barOf(command) <= cut));
  const at = a.findIndex(({ text, time }, k) => text !== b[k]?.text || time !== b[k].time);
  const k = at < 0 ? a.length : at;
  const candidates = [a[k], b[k]].filter((command) => command !== undefined);
  const { stopped } = known;
  const stop = stopped?.index !== undefined && stopped.index <= cut ? stopped.index : Number.POSITIVE_INFINITY;
  if (candidates.length === 0 && stop === Number.POSITIVE_INFINITY) return undefined;
  const first = candidates.sort((x, y) => x.time - y.time)[0];
  const index = Math.min(first === undefined ? Number.POSITIVE_INFINITY : barOf(first), stop);
  const isAt = (command: GivenCommand | undefined): boolean => command !== undefined && barOf(command) === index;
  return {
    symbol: first?.symbol ?? '',
    column: first?.verb ?? 'orders',
    kind: 'order',
    index,
    time: axis[index],
    whole: isAt(a[k]) ? a[k].text : undefined,
    known: stop === index ? stopped?.message : isAt(b[k]) ? b[k].text : undefined,
    cut,
  };
}

/** Bars to cut behind, rising: half of them bars with commands, the rest drawn over all bars, and the last but one. */
function cutsOf(given: readonly GivenCommand[], axis: Float64Array, count: number, rng: Rng): readonly number[] {
  const last = axis.length - 2;
  if (last < 0) return [];
  const cuts = new Set([last]);
  const marked = given.map(({ time }) => lowerBound(axis, time) - 1).filter((bar) => bar >= 0 && bar <= last);
  for (let k = 0; k < count / 2 && marked.length > 0; k++) cuts.add(marked[rng.int(marked.length)]);
  for (let k = cuts.size; k < count; k++) cuts.add(rng.int(last + 1));
  return [...cuts].sort((x, y) => x - y);
}

/** Bars with one more at `time`, at which the price stands still. */
function withStandstill(bars: Bars, whole: Bars, time: number): Bars {
  const n = bars.length;
  const price = n > 0 ? bars.close[n - 1] : whole.open[0];
  const column = (values: Float64Array, last: number): Float64Array => {
    const longer = new Float64Array(n + 1);
    longer.set(values);
    longer[n] = last;
    return longer;
  };
  const columns = {
    time: column(bars.time, time),
    open: column(bars.open, price),
    high: column(bars.high, price),
    low: column(bars.low, price),
    close: column(bars.close, price),
    volume: column(bars.volume, 0),
  };
  return Bars.fromColumns(columns, { instrument: whole.instrument, interval: formatInterval(whole.intervalMs) });
}

/** The first bar of each declared indicator that is another where the future is cut off. */
function* indicatorChanges(whole: HeardRun, known: HeardRun, bars: readonly Bars[], cut: number): Generator<LookaheadFinding> {
  for (let k = 0; k < Math.min(whole.indicators.length, known.indicators.length); k++) {
    const [a, b] = [whole.indicators[k], known.indicators[k]];
    const of = bars.find(({ symbol }) => symbol === a.symbol);
    for (let i = 0; i < (of?.length ?? 0); i++) {
      if (isSame(a.values[i], b.values[i])) continue;
      const { time, symbol } = of as Bars;
      yield { symbol, column: a.label, kind: 'indicator', index: i, time: time[i], whole: a.values[i], known: b.values[i], cut };
      break;
    }
  }
}
