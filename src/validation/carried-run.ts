import { BacktestResult, backtest } from '../backtest/index.ts';
import { lowerBound } from '../core/index.ts';
import type { Split } from '../splits/index.ts';
import { defineStrategy, type SignalStrategy, type SignalStrategyClass } from '../strategy/index.ts';
import { type SignalPiece, stitchedSignals } from './stitched-signals.ts';
import type { CompleteWalkForward } from './walk-forward-options.ts';
import type { WindowChoice } from './window-choice.ts';

/** One run through all test windows, with the signals of each window's parameters between its borders. */
export function carriedRun<P extends object>(
  asked: CompleteWalkForward<P>,
  splits: readonly Split[],
  choices: readonly WindowChoice<P>[],
): BacktestResult {
  const { strategy, span, options, warmFrom } = asked;
  const tests = splits.map(({ test }) => test[0]);
  const [{ from }] = tests;
  const { to } = tests[tests.length - 1];
  const name = `${strategy.name || 'Strategy'} (walk-forward)`;
  const Stitched: SignalStrategyClass = defineStrategy({
    name,
    signals: (bars) => {
      const rowOf = (row: number): number => (row < span.time.length ? lowerBound(bars.time, span.time[row]) : bars.length);
      const pieces = tests.map((test, k): SignalPiece => {
        const { params } = choices[k];
        const [warm, first, end] = [rowOf(warmFrom(test.from)), rowOf(test.from), Math.min(bars.length, rowOf(test.to))];
        if (params === undefined || end <= warm) return { from: first, to: end, shift: 0, signals: undefined };
        const fresh = new strategy(params) as SignalStrategy<P>;
        return { from: first, to: end, shift: warm, signals: fresh.signals(bars.slice(warm, end), fresh.params) };
      });
      return stitchedSignals(pieces, bars.length, options);
    },
  });
  const result = backtest(new Stitched(), span.slice(0, to), {
    ...span.options(options, 0, to),
    ...(from > 0 && { tradeFrom: span.timeText(from) }),
  });
  const record = BacktestResult.recordOf(result);
  return new BacktestResult({
    ...record,
    strategy: { name, parameters: { windows: asked.splitter.name } },
    indicators: [],
    assumptions: [
      ...record.assumptions,
      {
        name: 'Positions between windows',
        value: 'carried',
        kind: 'neutral',
        note: 'A position that one window opened is left by the signals of the next.',
      },
    ],
  });
}
