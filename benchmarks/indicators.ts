import { Rng } from 'barwright/core';
import * as bw from 'barwright/indicators';
import { type BenchContext, type BenchRow, type Candidate, measure, type Suite } from './harness.ts';

interface Market {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** The same numbers as the arrays that the peers take. */
  readonly plain: { readonly high: number[]; readonly low: number[]; readonly close: number[]; readonly volume: number[] };
  /** Pooled columns to write to. */
  readonly out: readonly [Float64Array, Float64Array, Float64Array];
}

type Columns = Float64Array | readonly number[] | Readonly<Record<string, ArrayLike<number>>>;

/**
 * Cost of TA-Lib's C functions over that of its SMA, per bar at 1,000,000 bars: those with 0.95 from the machine of the reference
 * figures, those with 1.01 by `talib.c` on another.
 */
const talibOverSma: Readonly<Record<string, number>> = {
  sma: 1,
  ema: 1.89 / 0.95,
  wma: 1.02 / 1.01,
  rsi: 5.33 / 0.95,
  macd: 12.44 / 0.95,
  bbands: 4.26 / 0.95,
  atr: 5.24 / 0.95,
  adx: 9.15 / 1.01,
  stoch: 9.27 / 0.95,
  cci: 18.9 / 1.01,
  max: 3.84 / 0.95,
  min: 4.06 / 1.01,
  stddev: 3.78 / 0.95,
  linearreg: 7.85 / 1.01,
  obv: 4.65 / 1.01,
  mfi: 8.94 / 1.01,
};

/** A plain-loop SMA in JavaScript over TA-Lib's SMA in C, on the same machine. */
const plainOverTalib = 1.08;

const pools = new Map<number, Market['out']>();

function marketOf(seed: number, n: number): Market {
  const rng = new Rng(seed);
  const high = new Float64Array(n);
  const low = new Float64Array(n);
  const close = new Float64Array(n);
  const volume = new Float64Array(n);
  let price = 100;
  for (let i = 0; i < n; i++) {
    const open = price;
    price *= 1 + (rng.uniform() + rng.uniform() + rng.uniform() - 1.5) * 0.002;
    close[i] = price;
    high[i] = Math.max(open, price) * (1 + rng.uniform() * 0.0005);
    low[i] = Math.min(open, price) * (1 - rng.uniform() * 0.0005);
    volume[i] = rng.uniform() * 100;
  }
  const out = pools.get(n) ?? [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  pools.set(n, out);
  const plain = { high: Array.from(high), low: Array.from(low), close: Array.from(close), volume: Array.from(volume) };
  return { high, low, close, volume, plain, out };
}

/** Feeds a class of trading-signals and keeps every result, as the batch candidates do. */
function stream<Input>(indicator: { add(input: Input): unknown }, input: (i: number) => Input, n: number, output?: string): number[] {
  const results: number[] = [];
  for (let i = 0; i < n; i++) {
    const result = indicator.add(input(i));
    if (result !== null && result !== undefined)
      results.push(output === undefined ? (result as number) : (result as Record<string, number>)[output]);
  }
  return results;
}

function peer(name: string, run: (market: Market) => unknown): Candidate<Market> {
  return { name, role: 'peer', run };
}

interface IndicatorCase {
  readonly name: string;
  readonly pooled: (market: Market) => Columns;
  readonly fresh: (market: Market) => Columns;
  readonly peers: (peers: Peers) => readonly Candidate<Market>[];
  /** Columns to compare: ours and the peer's, from the end. */
  readonly pairs?: (
    ours: Columns,
    theirs: unknown,
    candidate: string,
    market: Market,
  ) => readonly (readonly [ArrayLike<number>, ArrayLike<number>])[];
}

const first = (theirs: unknown): ArrayLike<number> => theirs as ArrayLike<number>;
const named = (columns: unknown, name: string): ArrayLike<number> => (columns as Record<string, ArrayLike<number>>)[name];
const field = (theirs: unknown, name: string): number[] => (theirs as readonly Record<string, number>[]).map((row) => row[name]);

/** The peers, loaded when our own figures are taken. */
async function loadPeers() {
  const [{ IndicatorsSync }, indicatorts, technical, signals] = await Promise.all([
    import('@ixjb94/indicators'),
    import('indicatorts'),
    import('technicalindicators'),
    import('trading-signals'),
  ]);
  return { ixjb94: new IndicatorsSync(), indicatorts, technical, signals };
}

type Peers = Awaited<ReturnType<typeof loadPeers>>;

const cases: readonly IndicatorCase[] = [
  {
    name: 'sma',
    pooled: ({ close, out }) => bw.sma(close, 20, { out: out[0] }),
    fresh: ({ close }) => bw.sma(close, 20),
    peers: ({ ixjb94, indicatorts, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.sma(plain.close, 20)),
      peer('indicatorts', ({ plain }) => indicatorts.sma(plain.close, { period: 20 })),
      peer('trading-signals', ({ plain }) => stream(new signals.SMA(20), (i) => plain.close[i], plain.close.length)),
      peer('technicalindicators', ({ plain }) => technical.SMA.calculate({ period: 20, values: plain.close })),
    ],
  },
  {
    name: 'ema',
    pooled: ({ close, out }) => bw.ema(close, 20, { out: out[0] }),
    fresh: ({ close }) => bw.ema(close, 20),
    peers: ({ ixjb94, indicatorts, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.ema(plain.close, 20)),
      peer('indicatorts', ({ plain }) => indicatorts.ema(plain.close, { period: 20 })),
      peer('trading-signals', ({ plain }) => stream(new signals.EMA(20), (i) => plain.close[i], plain.close.length)),
      peer('technicalindicators', ({ plain }) => technical.EMA.calculate({ period: 20, values: plain.close })),
    ],
  },
  {
    name: 'rsi',
    pooled: ({ close, out }) => bw.rsi(close, 14, { out: out[0] }),
    fresh: ({ close }) => bw.rsi(close, 14),
    peers: ({ ixjb94, indicatorts, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.rsi(plain.close, 14)),
      peer('indicatorts', ({ plain }) => indicatorts.rsi(plain.close, { period: 14 })),
      peer('trading-signals', ({ plain }) => stream(new signals.RSI(14), (i) => plain.close[i], plain.close.length)),
      peer('technicalindicators', ({ plain }) => technical.RSI.calculate({ period: 14, values: plain.close })),
    ],
  },
  {
    name: 'macd',
    pooled: ({ close, out }) => ({ ...bw.macd(close, { out: { macd: out[0], signal: out[1], histogram: out[2] } }) }),
    fresh: ({ close }) => ({ ...bw.macd(close) }),
    peers: ({ ixjb94, indicatorts, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.macd(plain.close, 12, 26, 9)),
      peer('indicatorts', ({ plain }) => indicatorts.macd(plain.close, { fast: 12, slow: 26, signal: 9 })),
      peer('trading-signals', ({ plain }) => {
        const indicator = new signals.MACD(new signals.EMA(12), new signals.EMA(26), new signals.EMA(9));
        return stream(indicator, (i) => plain.close[i], plain.close.length, 'signal');
      }),
      peer('technicalindicators', ({ plain }) =>
        technical.MACD.calculate({
          values: plain.close,
          fastPeriod: 12,
          slowPeriod: 26,
          signalPeriod: 9,
          SimpleMAOscillator: false,
          SimpleMASignal: false,
        }),
      ),
    ],
    pairs: (ours, theirs, candidate) => {
      const signal = named(ours, 'signal');
      if (candidate === '@ixjb94/indicators') return [[signal, (theirs as readonly number[][])[1]]];
      if (candidate === 'indicatorts') return [[signal, named(theirs, 'signalLine')]];
      return [[signal, candidate === 'trading-signals' ? first(theirs) : field(theirs, 'signal')]];
    },
  },
  {
    name: 'bbands',
    pooled: ({ close, out }) => ({ ...bw.bbands(close, 20, { out: { upper: out[0], middle: out[1], lower: out[2] } }) }),
    fresh: ({ close }) => ({ ...bw.bbands(close, 20) }),
    peers: ({ ixjb94, indicatorts, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.bbands(plain.close, 20, 2)),
      peer('indicatorts', ({ plain }) => indicatorts.bb(plain.close, { period: 20 })),
      peer('trading-signals', ({ plain }) => stream(new signals.BollingerBands(20, 2), (i) => plain.close[i], plain.close.length, 'upper')),
      peer('technicalindicators', ({ plain }) => technical.BollingerBands.calculate({ period: 20, stdDev: 2, values: plain.close })),
    ],
    pairs: (ours, theirs, candidate) => {
      const upper = named(ours, 'upper');
      if (candidate === '@ixjb94/indicators') return [[upper, (theirs as readonly number[][])[2]]];
      if (candidate === 'indicatorts') return [[upper, named(theirs, 'upper')]];
      return [[upper, candidate === 'trading-signals' ? first(theirs) : field(theirs, 'upper')]];
    },
  },
  {
    name: 'stddev',
    pooled: ({ close, out }) => bw.stddev(close, 20, { out: out[0] }),
    fresh: ({ close }) => bw.stddev(close, 20),
    peers: ({ ixjb94, indicatorts, technical }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.stddev(plain.close, 20)),
      peer('indicatorts', ({ plain }) => indicatorts.mstd(plain.close, { period: 20 })),
      peer('technicalindicators', ({ plain }) => technical.SD.calculate({ period: 20, values: plain.close })),
    ],
  },
  {
    name: 'atr',
    pooled: (market) => bw.atr(market, 14, { out: market.out[0] }),
    fresh: (market) => bw.atr(market, 14),
    peers: ({ ixjb94, indicatorts, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.atr(plain.high, plain.low, plain.close, 14)),
      peer('indicatorts', ({ plain }) => indicatorts.atr(plain.high, plain.low, plain.close, { period: 14 }).atrLine),
      peer('trading-signals', ({ plain: { high, low, close } }) =>
        stream(new signals.ATR(14), (i) => ({ high: high[i], low: low[i], close: close[i] }), close.length),
      ),
      peer('technicalindicators', ({ plain: { high, low, close } }) => technical.ATR.calculate({ high, low, close, period: 14 })),
    ],
  },
  {
    name: 'stoch',
    pooled: (market) => ({ ...bw.stoch(market, { fastK: 14, slowK: 3, slowD: 3, out: { k: market.out[0], d: market.out[1] } }) }),
    fresh: (market) => ({ ...bw.stoch(market, { fastK: 14, slowK: 3, slowD: 3 }) }),
    peers: ({ ixjb94, indicatorts, technical }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.stoch(plain.high, plain.low, plain.close, 14, 3, 3)),
      peer('indicatorts (one average)', ({ plain }) => indicatorts.stoch(plain.high, plain.low, plain.close, { kPeriod: 14, dPeriod: 3 })),
      peer('technicalindicators (one average)', ({ plain: { high, low, close } }) =>
        technical.Stochastic.calculate({ high, low, close, period: 14, signalPeriod: 3 }),
      ),
    ],
    // The one average of the faster forms, their %D, is the %K of the slow form.
    pairs: (ours, theirs, candidate) => {
      if (candidate === '@ixjb94/indicators') return [[named(ours, 'd'), (theirs as readonly number[][])[1]]];
      return [[named(ours, 'k'), candidate.startsWith('indicatorts') ? named(theirs, 'd') : field(theirs, 'd')]];
    },
  },
  {
    name: 'roc',
    pooled: ({ close, out }) => bw.roc(close, 10, { out: out[0] }),
    fresh: ({ close }) => bw.roc(close, 10),
    peers: ({ ixjb94, indicatorts, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.roc(plain.close, 10)),
      peer('indicatorts', ({ plain }) => indicatorts.roc(plain.close, { period: 10 })),
      peer('trading-signals', ({ plain }) => stream(new signals.ROC(10), (i) => plain.close[i], plain.close.length)),
      peer('technicalindicators', ({ plain }) => technical.ROC.calculate({ period: 10, values: plain.close })),
    ],
    pairs: (ours, theirs, candidate) => {
      const percent = candidate === '@ixjb94/indicators' || candidate === 'trading-signals' ? 100 : 1;
      return [[first(ours), Array.from(first(theirs), (x) => x * percent)]];
    },
  },
  {
    name: 'max',
    pooled: ({ high, out }) => bw.max(high, 20, { out: out[0] }),
    fresh: ({ high }) => bw.max(high, 20),
    peers: ({ ixjb94, indicatorts, technical }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.max(plain.high, 20)),
      peer('indicatorts', ({ plain }) => indicatorts.movingMax(plain.high, { period: 20 })),
      peer('technicalindicators', ({ plain }) => technical.Highest.calculate({ period: 20, values: plain.high })),
    ],
  },
  {
    name: 'min',
    pooled: ({ low, out }) => bw.min(low, 20, { out: out[0] }),
    fresh: ({ low }) => bw.min(low, 20),
    peers: ({ ixjb94, indicatorts, technical }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.min(plain.low, 20)),
      peer('indicatorts', ({ plain }) => indicatorts.mmin(plain.low, { period: 20 })),
      peer('technicalindicators', ({ plain }) => technical.Lowest.calculate({ values: plain.low, period: 20 })),
    ],
  },
  {
    name: 'wma',
    pooled: ({ close, out }) => bw.wma(close, 20, { out: out[0] }),
    fresh: ({ close }) => bw.wma(close, 20),
    peers: ({ ixjb94, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.wma(plain.close, 20)),
      peer('trading-signals', ({ plain }) => stream(new signals.WMA(20), (i) => plain.close[i], plain.close.length)),
      peer('technicalindicators', ({ plain }) => technical.WMA.calculate({ period: 20, values: plain.close })),
    ],
  },
  {
    name: 'linearreg',
    pooled: ({ close, out }) => bw.linearreg(close, 14, { out: out[0] }),
    fresh: ({ close }) => bw.linearreg(close, 14),
    peers: ({ ixjb94 }) => [peer('@ixjb94/indicators', ({ plain }) => ixjb94.linreg(plain.close, 14))],
  },
  {
    name: 'adx',
    pooled: (market) => bw.adx(market, 14, { out: market.out[0] }),
    fresh: (market) => bw.adx(market, 14),
    peers: ({ technical, signals }) => [
      peer('trading-signals', ({ plain: { high, low, close } }) =>
        stream(new signals.ADX(14), (i) => ({ high: high[i], low: low[i], close: close[i] }), close.length),
      ),
      peer('technicalindicators', ({ plain: { high, low, close } }) => technical.ADX.calculate({ high, low, close, period: 14 })),
    ],
    pairs: (ours, theirs, candidate) => [[first(ours), candidate === 'technicalindicators' ? field(theirs, 'adx') : first(theirs)]],
  },
  {
    name: 'cci',
    pooled: (market) => bw.cci(market, 20, { out: market.out[0] }),
    fresh: (market) => bw.cci(market, 20),
    peers: ({ ixjb94, technical, signals }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.cci(plain.high, plain.low, plain.close, 20)),
      peer('trading-signals', ({ plain: { high, low, close } }) =>
        stream(new signals.CCI(20), (i) => ({ high: high[i], low: low[i], close: close[i] }), close.length),
      ),
      peer('technicalindicators', ({ plain: { high, low, close } }) => technical.CCI.calculate({ high, low, close, period: 20 })),
    ],
  },
  {
    name: 'mfi',
    pooled: (market) => bw.mfi(market, 14, { out: market.out[0] }),
    fresh: (market) => bw.mfi(market, 14),
    peers: ({ ixjb94, indicatorts, technical }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.mfi(plain.high, plain.low, plain.close, plain.volume, 14)),
      peer('indicatorts', ({ plain }) => indicatorts.mfi(plain.high, plain.low, plain.close, plain.volume, { period: 14 })),
      peer('technicalindicators', ({ plain: { high, low, close, volume } }) =>
        technical.MFI.calculate({ high, low, close, volume, period: 14 }),
      ),
    ],
  },
  {
    name: 'median',
    pooled: ({ close, out }) => bw.median(close, 20, { out: out[0] }),
    fresh: ({ close }) => bw.median(close, 20),
    peers: () => [],
  },
  {
    name: 'obv',
    pooled: (market) => bw.obv(market, { out: market.out[0] }),
    fresh: (market) => bw.obv(market),
    peers: ({ ixjb94, indicatorts, technical }) => [
      peer('@ixjb94/indicators', ({ plain }) => ixjb94.obv(plain.close, plain.volume)),
      peer('indicatorts', ({ plain }) => indicatorts.obv(plain.close, plain.volume)),
      peer('technicalindicators', ({ plain: { close, volume } }) => technical.OBV.calculate({ close, volume })),
    ],
    // The peers start from 0, TA-Lib from the first volume.
    pairs: (ours, theirs, _, { volume }) => [[first(ours), Array.from(first(theirs), (x) => x + volume[0])]],
  },
];

/** Equal within 1e-6 over the second half, where different seeds have died away; shorter columns are aligned at the end. */
function agree(ours: ArrayLike<number>, theirs: ArrayLike<number>): boolean {
  const shift = ours.length - theirs.length;
  let scale = 0;
  for (let i = ours.length >> 1; i < ours.length; i++) scale = Math.max(scale, Math.abs(ours[i]));
  for (let i = ours.length >> 1; i < ours.length; i++) if (!(Math.abs(ours[i] - theirs[i - shift]) <= scale * 1e-6)) return false;
  return true;
}

/** The loop that the figures of TA-Lib are calibrated by: a running sum, nothing else. */
function plainSma({ close, out: [out] }: Market): Float64Array {
  let sum = 0;
  for (let i = 0; i < 19; i++) {
    sum += close[i];
    out[i] = Number.NaN;
  }
  for (let i = 19; i < close.length; i++) {
    sum += close[i];
    out[i] = sum / 20;
    sum -= close[i - 19];
  }
  return out;
}

const measuring = { suite: 'indicators', unit: 'bar', n: 1_000_000, repeats: 5, warmups: 600, warmupN: 500, data: marketOf } as const;

/**
 * Our kernels beside the plain loop, before any peer is loaded: loading a CommonJS package detaches an ArrayBuffer somewhere in
 * Node or tsx, after which V8 checks every typed array of the process for detachment, at 1.1 to 1.6 times the cost of a loop.
 */
async function benchAlone(context: BenchContext, { name, pooled, fresh }: IndicatorCase): Promise<readonly BenchRow[]> {
  const rows = await measure<Market>(context, {
    ...measuring,
    case: `${name} alone`,
    candidates: [
      { name: 'barwright', role: 'ours', run: pooled },
      { name: 'barwright, new columns', role: 'note', run: fresh },
      { name: 'plain-loop SMA 20', role: 'note', run: plainSma },
    ],
  });
  const plain = rows[2];
  const estimate = (plain.nsPerUnit / plainOverTalib) * (talibOverSma[name] ?? Number.NaN);
  if (Number.isNaN(estimate)) return rows;
  const ours = rows[0].nsPerUnit;
  const comment = `barwright takes ${(ours / estimate).toFixed(2)} of its time, by the plain loop of this run`;
  return [...rows, { ...plain, candidate: 'TA-Lib C, estimated', nsPerUnit: estimate, ratio: estimate / ours, comment }];
}

function benchAgainst(context: BenchContext, { name, pooled, peers, pairs }: IndicatorCase, loaded: Peers): Promise<readonly BenchRow[]> {
  return measure<Market>(context, {
    ...measuring,
    case: name,
    candidates: [{ name: 'barwright', role: 'ours', run: pooled }, ...peers(loaded)],
    equal: (ours, theirs, candidate, market) => {
      if (pairs !== undefined) return pairs(ours as Columns, theirs, candidate, market).every(([a, b]) => agree(a, b));
      return agree(first(ours), first(theirs));
    },
  });
}

/** The geometric mean of our times over the estimates of TA-Lib's. */
function meanOfRatios(rows: readonly BenchRow[]): readonly BenchRow[] {
  const estimates = rows.filter(({ candidate }) => candidate === 'TA-Lib C, estimated');
  const ratio = Math.exp(estimates.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / estimates.length);
  const ours = rows.filter(({ case: name, role }) => role === 'ours' && estimates.some((estimate) => estimate.case === name));
  const nsPerUnit = Math.exp(ours.reduce((sum, row) => sum + Math.log(row.nsPerUnit), 0) / ours.length);
  const mean = { ...ours[0], case: `geometric mean of ${ours.length} alone`, nsPerUnit };
  const comment = `barwright takes ${(1 / ratio).toFixed(2)} of its time`;
  return [mean, { ...estimates[0], case: mean.case, nsPerUnit: nsPerUnit * ratio, ratio, comment }];
}

/** Every indicator of the first dozen: alone, then against the peers that have it. */
export async function benchIndicators(context: BenchContext): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const each of cases) rows.push(...(await benchAlone(context, each)));
  rows.push(...meanOfRatios(rows));
  const peers = await loadPeers();
  for (const each of cases) rows.push(...(await benchAgainst(context, each, peers)));
  rows.push(...(await benchStreaming(context, peers)));
  return rows;
}

/** One `next` of the streaming classes. */
async function benchStreaming(context: BenchContext, { signals }: Peers): Promise<readonly BenchRow[]> {
  const streams = [
    ['sma next', () => new bw.Sma(20), () => new signals.SMA(20)],
    ['ema next', () => new bw.Ema(20), () => new signals.EMA(20)],
    ['rsi next', () => new bw.Rsi(14), () => new signals.RSI(14)],
  ] as const;
  const rows: BenchRow[] = [];
  for (const [name, ours, theirs] of streams) {
    const timed = await measure<Market>(context, {
      suite: 'indicators',
      case: name,
      unit: 'bar',
      n: 1_000_000,
      repeats: 5,
      data: marketOf,
      candidates: [
        {
          name: 'barwright',
          role: 'ours',
          run: ({ close }) => {
            const live = ours();
            let last = 0;
            for (let i = 0; i < close.length; i++) last = live.next(close[i]);
            return last;
          },
        },
        peer('trading-signals', ({ close }) => {
          const live = theirs();
          let last: number | null = 0;
          for (let i = 0; i < close.length; i++) last = live.add(close[i]);
          return last;
        }),
      ],
      equal: (a, b) => Math.abs((a as number) - (b as number)) <= 1e-6 * Math.abs(a as number),
    });
    rows.push(...timed);
  }
  return rows;
}

export const suite: Suite = { name: 'indicators', run: benchIndicators };
