import { type Bars, backtest, crossedAbove, crossedBelow, SignalStrategy, sma, syntheticBars } from 'barwright';
import { type BacktestOptions, RunMemory } from 'barwright/backtest';
import type { IDataFrame } from 'data-forge';
import type { IBar } from 'grademark';
import { type BenchContext, type BenchRow, type Case, measure, recordedRow, type Suite } from './harness.ts';

interface Market {
  readonly bars: Bars;
  readonly entries: Uint8Array;
  readonly exits: Uint8Array;
}

interface FramedMarket extends Market {
  readonly frame: IDataFrame<number, IBar & { readonly i: number }>;
}

const costs = { fees: 0.00002, slippage: 0.00001, benchmark: 'none' } as const satisfies BacktestOptions;
const brackets = { stopLoss: { fraction: 0.002 }, takeProfit: { fraction: 0.003 } } as const satisfies BacktestOptions;

/** Minute bars and the crosses of their averages over 10 and 50 bars. */
function marketOf(seed: number, n: number): Market {
  const bars = syntheticBars({ seed, length: n, interval: '1m' });
  const fast = sma(bars.close, 10);
  const slow = sma(bars.close, 50);
  return { bars, entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
}

let signals: Pick<Market, 'entries' | 'exits'>;
class Given extends SignalStrategy {
  signals(): Pick<Market, 'entries' | 'exits'> {
    return signals;
  }
}

/** The columns that the strategy writes to, one set a length. */
const pools = new Map<number, { readonly averages: readonly Float64Array[]; readonly crosses: readonly Uint8Array[] }>();
class MaCross extends SignalStrategy {
  signals(bars: Bars): Pick<Market, 'entries' | 'exits'> {
    const n = bars.length;
    const pool = pools.get(n) ?? {
      averages: [new Float64Array(n), new Float64Array(n)],
      crosses: [new Uint8Array(n), new Uint8Array(n)],
    };
    pools.set(n, pool);
    const fast = sma(bars.close, 10, { out: pool.averages[0] });
    const slow = sma(bars.close, 50, { out: pool.averages[1] });
    return { entries: crossedAbove(fast, slow, { out: pool.crosses[0] }), exits: crossedBelow(fast, slow, { out: pool.crosses[1] }) };
  }
}

const memory = new RunMemory();

function run({ bars, entries, exits }: Market, options: BacktestOptions): number {
  signals = { entries, exits };
  const { equity } = backtest(new Given(), bars, { ...costs, ...options });
  return equity[equity.length - 1];
}

/** The figures that every report starts with. */
function headline(bars: Bars, options: BacktestOptions): readonly number[] {
  const { metrics } = backtest(new MaCross(), bars, { ...costs, ...options });
  const { totalReturn, cagr, sharpe, sortino, maxDrawdown, tradeCount, winRate, profitFactor } = metrics;
  return [totalReturn, cagr, sharpe, sortino, maxDrawdown, tradeCount, winRate, profitFactor];
}

const shared = { suite: 'backtest', unit: 'bar', n: 1_000_000, repeats: 9, data: marketOf } as const satisfies Partial<Case<Market>>;

/** Nanoseconds a bar of vectorbt 1.1.0 with a warm Numba cache at 1,000,000 bars, recorded on a machine of the same class. */
const vectorbt = { engine: 33.6, brackets: 39.1, 'end to end': 559 };

/**
 * The signals engine on one instrument, alone and from prices to headline figures; then beside grademark, which is loaded only
 * then: loading a CommonJS package detaches an ArrayBuffer somewhere in Node or tsx, after which V8 checks every typed array.
 */
export const suite: Suite = {
  name: 'backtest',
  async run(context: BenchContext): Promise<readonly BenchRow[]> {
    const engine = await measure<Market>(context, {
      ...shared,
      case: 'engine',
      candidates: [
        { name: 'barwright, pooled memory', role: 'ours', run: (market) => run(market, { memory }) },
        { name: 'barwright, fresh memory', role: 'note', run: (market) => run(market, {}) },
      ],
      equal: Object.is,
    });
    const bracketed = await measure<Market>(context, {
      ...shared,
      case: 'brackets',
      candidates: [
        { name: 'barwright, pooled memory', role: 'ours', run: (market) => run(market, { ...brackets, memory }) },
        { name: 'barwright, fresh memory', role: 'note', run: (market) => run(market, brackets) },
      ],
      equal: Object.is,
    });
    const whole = await measure<Market>(context, {
      ...shared,
      case: 'end to end',
      candidates: [
        { name: 'barwright, pooled memory', role: 'ours', run: ({ bars }) => headline(bars, { memory }) },
        { name: 'barwright, fresh memory', role: 'note', run: ({ bars }) => headline(bars, {}) },
      ],
      equal: (ours, theirs) => (ours as number[]).every((value, i) => Object.is(value, (theirs as number[])[i])),
    });
    const grademark = await import('grademark');
    const { DataFrame } = await import('data-forge');
    const peers = await measure<FramedMarket>(context, {
      ...shared,
      case: 'grademark, 20,000 bars',
      data: (seed, n) => {
        const market = calm(marketOf(seed, n));
        return { ...market, frame: new DataFrame(market.bars.toRows().map((bar, i) => ({ ...bar, time: new Date(bar.time), i }))) };
      },
      n: 20_000,
      quickN: 5_000,
      candidates: [
        { name: 'barwright, trades made', role: 'ours', run: tradesOfOurs },
        { name: 'grademark', role: 'peer', run: (market) => tradesOfGrademark(grademark, market) },
      ],
      equal: (ours, theirs) => ours === theirs,
    });
    return [
      ...against('engine', engine, vectorbt.engine),
      ...against('brackets', bracketed, vectorbt.brackets),
      ...against('end to end', whole, vectorbt['end to end']),
      ...peers,
    ];
  },
};

/** Rows of a case with vectorbt's recorded figure beside them. */
function against(name: string, rows: readonly BenchRow[], nsPerUnit: number): readonly BenchRow[] {
  const { n, unit, nsPerUnit: ours } = rows[0];
  const comment = 'recorded, not run here';
  return [
    ...rows,
    recordedRow({ suite: 'backtest', case: name, candidate: 'vectorbt (Numba)', unit, n, nsPerUnit, ratio: nsPerUnit / ours, comment }),
  ];
}

function tradesOfOurs({ bars, entries, exits }: Market): number {
  signals = { entries, exits };
  return backtest(new Given(), bars, { benchmark: 'none' }).trades.length;
}

/** The same crosses without those that follow another at once: grademark looks at no exit in the bar of an entry, nor the other way round. */
function calm({ entries, exits, ...market }: Market): Market {
  const [ins, outs] = [new Uint8Array(entries.length), new Uint8Array(exits.length)];
  let isIn = false;
  for (let i = 0, last = -2; i < entries.length - 1; i++) {
    if ((isIn ? exits : entries)[i] === 0 || i - last < 2) continue;
    (isIn ? outs : ins)[i] = 1;
    isIn = !isIn;
    last = i;
  }
  return { ...market, entries: ins, exits: outs };
}

/** Grademark fills at the next open too, and closes what is open at the end. */
function tradesOfGrademark(grademark: typeof import('grademark'), { frame, entries, exits }: FramedMarket): number {
  const trades = grademark.backtest(
    {
      entryRule: (enter, { bar }) => {
        if (entries[bar.i] === 1) enter();
      },
      exitRule: (exit, { bar }) => {
        if (exits[bar.i] === 1) exit();
      },
    },
    frame,
  );
  return trades.length;
}
