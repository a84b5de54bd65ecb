import { DataError, lowerBound, NotEnoughDataError, type Rng } from '../core/index.ts';
import { Bars } from '../market/index.ts';
import { drawBlocks, drawnRows, optimalBlockLength } from '../significance/index.ts';
import type { FittedModel, SimulatedPath } from '../statistics/index.ts';

/** Fewest bars of which worlds are made. */
const leastBars = 30;
/** Levels of the logarithm of the price, against the first, beyond which a path is no market. */
const farthest = 50;
/** Real bars on either side of a drawn move, as a share of all, from which its shape is drawn. */
const neighbours = 0.005;

/** Parts of each bar but the first, in logarithms. */
interface BarShapes {
  /** From the close before to the open. */
  readonly gap: Float64Array;
  /** From the close before to the close. */
  readonly move: Float64Array;
  /** From the higher of open and close to the high, at least 0. */
  readonly above: Float64Array;
  /** From the low to the lower of open and close, at least 0. */
  readonly below: Float64Array;
}

/**
 * Logarithmic returns of closes, one less than there are bars.
 *
 * @throws NotEnoughDataError, DataError where there are too few bars, or prices that do not move or are not above 0.
 */
export function logReturns({ symbol, close, low, length }: Bars): Float64Array {
  const of = symbol === '' ? '' : ` of '${symbol}'`;
  if (length < leastBars) throw new NotEnoughDataError(`Expected at least ${leastBars} bars${of}, had ${length}.`);
  const row = low.findIndex((price) => !(price > 0));
  if (row >= 0)
    throw new DataError(`Expected \`low\`${of} to be above 0 in row ${row}, was \`${low[row]}\`: worlds are made in logarithms.`, {
      row,
      field: 'low',
    });
  if (close.every((price) => price === close[0]))
    throw new DataError(`Expected the closes${of} to move, all ${length} are \`${close[0]}\`.`, { field: 'close' });
  return Float64Array.from({ length: length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]));
}

function shapesOf({ open, high, low, close, length }: Bars): BarShapes {
  const each = (part: (i: number) => number): Float64Array => Float64Array.from({ length: length - 1 }, (_, k) => part(k + 1));
  return {
    gap: each((i) => Math.log(open[i] / close[i - 1])),
    move: each((i) => Math.log(close[i] / close[i - 1])),
    above: each((i) => Math.log(high[i] / Math.max(open[i], close[i]))),
    below: each((i) => Math.log(Math.min(open[i], close[i]) / low[i])),
  };
}

/** Draws markets; undefined where a path runs out of the numbers. */
export type MarketDrawer = (rng: Rng) => readonly Bars[] | undefined;

/**
 * Bars around paths of a model, whose mean return is moved to that of the data: a model of skewed returns may have another. Each drawn return takes the shape of a real bar whose own move, in standard deviations, is next to it: its
 * gap and its shadows, as many times as large as the deviation is at the drawn bar against the real one, and its volume; the way from open
 * to close is what is left of the return. So wide bars come with large moves, wild times with wide bars, and volume with both. The first
 * bar stays.
 */
export function modelDrawer(bars: Bars, fit: Pick<FittedModel<object>, 'residuals' | 'deviations' | 'simulate'>): MarketDrawer {
  const shapes = shapesOf(bars);
  const { residuals, deviations } = fit;
  const order = Uint32Array.from(residuals, (_, k) => k).sort((a, b) => residuals[a] - residuals[b] || a - b);
  const sorted = Float64Array.from(order, (k) => residuals[k]);
  const reach = Math.max(2, Math.ceil(neighbours * order.length));
  const shapeFor = (z: number, rng: Rng): readonly [row: number, times: number] => {
    const at = lowerBound(sorted, z);
    const near = Math.min(order.length - 1, Math.max(0, at - reach + rng.int(2 * reach + 1)));
    const isBeyond = (at === 0 || at === order.length) && Math.abs(z) > Math.abs(sorted[near]) && sorted[near] !== 0;
    return [order[near], isBeyond ? Math.abs(z / sorted[near]) : 1];
  };
  let drift = 0;
  for (let t = 0; t < residuals.length; t++) drift += (residuals[t] * deviations[t]) / residuals.length;
  return (rng) => {
    const path: SimulatedPath = fit.simulate(bars.length - 1, rng.fork(0));
    const draws = rng.fork(1);
    const drawn = builtBars(bars, shapes, (k) => {
      const [row, times] = shapeFor(path.residuals[k], draws);
      const scale = (times * path.deviations[k]) / deviations[row];
      const gap = scale * shapes.gap[row];
      return { row, gap, body: path.returns[k] + drift - gap, scale };
    });
    return drawn && [drawn];
  };
}

/** Bars of blocks of real bars, the same rows in all markets; the first bars stay. */
export function bootstrapDrawer(markets: readonly Bars[], blockLength: number): MarketDrawer {
  const shapes = markets.map(shapesOf);
  return (rng) => {
    const rows = drawnRows(drawBlocks(shapes[0].gap.length, { blockLength, resamples: 1, seed: rng.uint32() }), 0);
    const drawn = markets.map((bars, m) =>
      builtBars(bars, shapes[m], (k) => {
        const gap = shapes[m].gap[rows[k]];
        return { row: rows[k], gap, body: shapes[m].move[rows[k]] - gap, scale: 1 };
      }),
    );
    const whole = drawn.filter((market) => market !== undefined);
    return whole.length === drawn.length ? whole : undefined;
  };
}

/** Mean length of blocks that suits returns and their squares, in all markets. */
export function suitableBlockLength(returns: readonly Float64Array[]): number {
  const lengths = returns.flatMap((r) => [r, r.map((value) => value * value)]).map((x) => optimalBlockLength(x).stationary);
  return Math.min(returns[0].length, Math.max(1, ...lengths));
}

/** How the bar after the k-th is made. */
interface DrawnBar {
  /** The real bar that shadows and volume come from. */
  readonly row: number;
  readonly gap: number;
  readonly body: number;
  /** Multiple of the shadows. */
  readonly scale: number;
}

function builtBars(bars: Bars, shapes: BarShapes, draw: (k: number) => DrawnBar): Bars | undefined {
  const columns = {
    open: bars.open.slice(),
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
    volume: bars.volume.slice(),
  };
  const { open, high, low, close, volume } = columns;
  const first = Math.log(close[0]);
  let level = first;
  for (let i = 1; i < bars.length; i++) {
    const { row, gap, body, scale } = draw(i - 1);
    const from = level + gap;
    level = from + body;
    const [above, below] = [scale * shapes.above[row], scale * shapes.below[row]];
    if (!(Math.abs(level - first) + Math.abs(from - first) + above + below < farthest)) return undefined;
    open[i] = Math.exp(from);
    close[i] = Math.exp(level);
    high[i] = Math.max(open[i], close[i]) * Math.exp(above);
    low[i] = Math.min(open[i], close[i]) * Math.exp(-below);
    volume[i] = bars.volume[row + 1];
  }
  return Bars.fromColumns({ time: bars.time, ...columns }, { interval: bars.interval, instrument: bars.instrument });
}
