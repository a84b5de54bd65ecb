import { centralMomentsInto, centralMomentsLength } from '../kernels/index.ts';
import type { Bars } from '../market/index.ts';

/** Facts of a market that its worlds are held against. */
export const factNames = [
  'deviation of returns',
  'excess kurtosis of returns',
  'autocorrelation of returns',
  'autocorrelation of sizes of returns',
  'mean range of a bar',
] as const;

/** One of {@link factNames}. */
export type FactName = (typeof factNames)[number];

/**
 * Stylised facts of bars, in the order of their names: of logarithmic returns of closes, with autocorrelations at the first lag, and the
 * mean of the logarithm of high over low. NaN where closes do not move.
 *
 * Source: Cont, Empirical properties of asset returns: stylized facts and statistical issues, Quantitative Finance 1, 2001.
 */
export function marketFacts({ close, high, low, length }: Bars): readonly number[] {
  const returns = Float64Array.from({ length: Math.max(0, length - 1) }, (_, i) => Math.log(close[i + 1] / close[i]));
  const moments = new Float64Array(centralMomentsLength);
  centralMomentsInto(moments, returns, 0, returns.length);
  const variance = moments[1] / returns.length;
  let range = 0;
  for (let i = 0; i < length; i++) range += Math.log(high[i] / low[i]) / length;
  return [
    Math.sqrt(variance),
    moments[3] / returns.length / variance ** 2 - 3,
    autocorrelation(returns),
    autocorrelation(returns.map(Math.abs)),
    range,
  ];
}

function autocorrelation(x: Float64Array): number {
  let mean = 0;
  for (let t = 0; t < x.length; t++) mean += x[t] / x.length;
  let squares = 0;
  let products = 0;
  for (let t = 0; t < x.length; t++) {
    squares += (x[t] - mean) ** 2;
    if (t > 0) products += (x[t] - mean) * (x[t - 1] - mean);
  }
  return products / squares;
}
