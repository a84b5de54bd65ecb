import { once } from '../core/index.ts';
import { type CoMoments, coMoments } from './co-moments.ts';
import { returnsFrom } from './period-returns.ts';

/** The benchmark over the bars that count, beside the account's own returns; empty without a benchmark. */
export interface BenchmarkSpan {
  /** NaN without a benchmark. */
  readonly totalReturn: number;
  readonly returns: () => Float64Array;
  /** The account's returns of the same bars. */
  readonly own: () => Float64Array;
  readonly moments: () => CoMoments;
}

export function benchmarkSpan(
  equity: Float64Array | undefined,
  from: number,
  startingCash: number,
  accountReturns: () => Float64Array,
): BenchmarkSpan {
  const values = equity ?? new Float64Array(0);
  const start = from === 0 ? startingCash : values[from - 1];
  const returns = once(() => (equity === undefined ? values : returnsFrom(values, from, start)));
  const own = once(() => (equity === undefined ? values : accountReturns()));
  return {
    totalReturn: values.length <= from ? Number.NaN : values[values.length - 1] / start - 1,
    returns,
    own,
    moments: once(() => coMoments(own(), returns())),
  };
}
