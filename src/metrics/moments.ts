import { equityMomentsInto, momentBlock, momentStateLength, momentsInto } from '../kernels/index.ts';
import { noise } from './reward-to-risk.ts';

/** What volatility, Sharpe and Sortino are made of. */
export interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  /** Sample variance (divided by count - 1): 0 where it is rounding noise, NaN below two values. */
  readonly variance: number;
  /** Root of the mean squared shortfall below the target, over all values: 0 where it is rounding noise. */
  readonly downside: number;
}

/** Moments of an array of returns. */
export function momentsOf(returns: Float64Array, target: number): Moments {
  const state = new Float64Array(momentStateLength);
  momentsInto(state, returns, 0, returns.length, target);
  return read(state);
}

/** Moments of the returns of `equity` from index `from` on, without writing them out; the same bits as {@link momentsOf}. */
export function momentsOfEquity(equity: Float64Array, from: number, capital: number, target: number): Moments {
  const state = new Float64Array(momentStateLength);
  equityMomentsInto(state, new Float64Array(momentBlock), equity, from, equity.length, capital, target);
  return read(state);
}

function read(state: Float64Array): Moments {
  const [count, sum, lost, , squares, below] = state;
  const mean = (sum + lost) / count;
  const downside = Math.sqrt(below / count);
  const variance = count < 2 ? Number.NaN : squares / (count - 1);
  return {
    count,
    sum: sum + lost,
    mean,
    variance: Math.sqrt(variance) <= noise * (1 + Math.abs(mean)) ? 0 : variance,
    downside: downside <= noise ? 0 : downside,
  };
}
