import { chancesFor, hamiltonFilterInto, kimSmootherInto, type RegimeModel } from './hamilton-filter.ts';
import { minimise } from './minimise.ts';

const firstRounds = 20;
const mostRounds = 300;
/** Starts that are followed to the end. */
const followed = 2;
/** Gain of the log-likelihood of a round, an observation, below which the rounds end. */
const slow = 1e-9;
/** Least variance of a regime, as a share of that of the series: without a bound a regime of equal returns is infinitely likely. */
const leastVariance = 1e-4;
/** Least chance of a move: no regime is left for ever. */
const leastChance = 1e-8;

/** Regimes estimated from a series of variance 1. */
export interface EstimatedRegimes {
  readonly model: RegimeModel;
  readonly converged: boolean;
}

/** The best of the maxima reached from several starts, calm regimes first. */
export function estimatedRegimes(unit: Float64Array, mean: number, count: number): EstimatedRegimes {
  const best = startsFor(unit, mean, count)
    .map((start) => expectationMaximisation(unit, start, firstRounds))
    .sort((a, b) => b.sum - a.sum)
    .slice(0, followed)
    .map(({ model }) => expectationMaximisation(unit, model, mostRounds))
    .reduce((a, b) => (b.sum > a.sum ? b : a)).model;
  const chances = chancesFor(unit.length, count);
  const out = new Float64Array(unit.length);
  const height = (free: Float64Array): number => -hamiltonFilterInto(out, chances, unit, modelOf(free, count)) / unit.length;
  const { x, converged } = minimise(height, freeOf(best));
  return { model: ordered(modelOf(x, count)), converged };
}

/** Starts: by the size of recent moves, and by the level of recent returns. */
function startsFor(unit: Float64Array, mean: number, count: number): readonly RegimeModel[] {
  const smooth = (weight: number, of: (value: number) => number): Float64Array => {
    let level = 0;
    for (let t = 0; t < unit.length; t++) level += of(unit[t]) / unit.length;
    return unit.map((value) => (level += weight * (of(value) - level)));
  };
  const marks = [smooth(0.1, (r) => (r - mean) ** 2), smooth(0.5, (r) => (r - mean) ** 2), smooth(0.1, (r) => r)];
  return marks.flatMap((mark) => [0.5, 0.8].map((share) => startFrom(unit, mark, count, share)));
}

/** Regimes of the times at which a mark is low to high: the lowest has `share` of the times, the others the rest in equal parts. */
function startFrom(unit: Float64Array, mark: Float64Array, count: number, share: number): RegimeModel {
  const order = Uint32Array.from(mark, (_, t) => t).sort((a, b) => mark[a] - mark[b] || a - b);
  const bounds = Array.from({ length: count + 1 }, (_, k) =>
    Math.round(unit.length * (k === 0 ? 0 : share + ((1 - share) * (k - 1)) / (count - 1))),
  );
  const means = new Float64Array(count);
  const deviations = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const part = order.subarray(bounds[k], bounds[k + 1]);
    for (const t of part) means[k] += unit[t] / part.length;
    let squares = 0;
    for (const t of part) squares += (unit[t] - means[k]) ** 2 / part.length;
    deviations[k] = Math.sqrt(Math.max(squares, 0.01));
  }
  const stay = 0.95;
  const transition = Float64Array.from({ length: count * count }, (_, k) => (k % (count + 1) === 0 ? stay : (1 - stay) / (count - 1)));
  return { count, means, deviations, transition };
}

/**
 * Rounds of chances given the regimes and regimes given the chances, until they gain next to nothing.
 *
 * Source: Hamilton, Analysis of time series subject to changes in regime, Journal of Econometrics 45, 1990.
 */
function expectationMaximisation(
  unit: Float64Array,
  start: RegimeModel,
  most: number,
): { readonly model: RegimeModel; readonly sum: number } {
  const { count } = start;
  const { length } = unit;
  const chances = chancesFor(length, count);
  const { predicted, filtered } = chances;
  const smoothed = new Float64Array(length * count);
  const out = new Float64Array(length);
  let model = start;
  let before = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < most; round++) {
    const sum = hamiltonFilterInto(out, chances, unit, model);
    if (sum - before < slow * length) break;
    before = sum;
    kimSmootherInto(smoothed, chances, model);
    const weights = new Float64Array(count);
    const means = new Float64Array(count);
    const squares = new Float64Array(count);
    const moves = new Float64Array(count * count);
    for (let t = 0; t < length; t++) {
      for (let k = 0; k < count; k++) {
        const weight = smoothed[t * count + k];
        weights[k] += weight;
        means[k] += weight * unit[t];
      }
    }
    for (let k = 0; k < count; k++) means[k] /= weights[k];
    for (let t = 0; t < length; t++) for (let k = 0; k < count; k++) squares[k] += smoothed[t * count + k] * (unit[t] - means[k]) ** 2;
    for (let t = 0, at = 0; t + 1 < length; t++, at += count) {
      for (let k = 0; k < count; k++) {
        const ahead = predicted[at + count + k];
        const weight = ahead > 0 ? smoothed[at + count + k] / ahead : 0;
        for (let j = 0; j < count; j++) moves[j * count + k] += filtered[at + j] * model.transition[j * count + k] * weight;
      }
    }
    const deviations = squares.map((square, k) => Math.sqrt(Math.max(square / weights[k], 2 * leastVariance)));
    const transition = moves.map((move, i) => {
      const row = Math.floor(i / count) * count;
      let all = 0;
      for (let k = 0; k < count; k++) all += moves[row + k];
      return (move + 1e-6) / (all + count * 1e-6);
    });
    if (![...means, ...deviations, ...transition].every(Number.isFinite)) break;
    model = { count, means, deviations, transition };
  }
  return { model, sum: before };
}

function freeOf({ count, means, deviations, transition }: RegimeModel): Float64Array {
  const rows: number[] = [];
  for (let j = 0; j < count; j++)
    for (let k = 0; k < count; k++) if (k !== j) rows.push(Math.log(transition[j * count + k] / transition[j * count + j]));
  return Float64Array.of(...means, ...deviations.map((deviation) => Math.log(deviation * deviation - leastVariance)), ...rows);
}

function modelOf(free: Float64Array, count: number): RegimeModel {
  const means = free.slice(0, count);
  const deviations = free.slice(count, 2 * count).map((entry) => Math.sqrt(leastVariance + Math.exp(entry)));
  const transition = new Float64Array(count * count);
  let at = 2 * count;
  for (let j = 0; j < count; j++) {
    const row = Array.from({ length: count }, (_, k) => (k === j ? 0 : free[at++]));
    const most = Math.max(...row);
    const all = row.reduce((sum, entry) => sum + Math.exp(entry - most), 0);
    for (let k = 0; k < count; k++) transition[j * count + k] = leastChance + ((1 - count * leastChance) * Math.exp(row[k] - most)) / all;
  }
  return { count, means, deviations, transition };
}

function ordered({ count, means, deviations, transition }: RegimeModel): RegimeModel {
  const order = Array.from(deviations, (_, k) => k).sort((a, b) => deviations[a] - deviations[b]);
  return {
    count,
    means: Float64Array.from(order, (k) => means[k]),
    deviations: Float64Array.from(order, (k) => deviations[k]),
    transition: Float64Array.from(transition, (_, i) => transition[order[Math.floor(i / count)] * count + order[i % count]]),
  };
}
