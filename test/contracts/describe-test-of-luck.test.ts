import { Bars } from 'barwright';
import {
  compareSharpes,
  deflatedSharpe,
  haircutSharpe,
  modelConfidenceSet,
  permutationTest,
  probabilisticSharpe,
  randomEntryTest,
  realityCheck,
  sharpeEstimate,
  signFlipTest,
  spa,
  stepwiseSpa,
} from 'barwright/significance';
import { describeTestOfLuck } from './describe-test-of-luck.ts';

const best = (trials: readonly Float64Array[]): { record: Float64Array; trialSharpes: readonly number[] } => {
  const trialSharpes = trials.map((trial) => sharpeEstimate(trial).sharpe);
  return { record: trials[trialSharpes.indexOf(Math.max(...trialSharpes))], trialSharpes };
};
const edges = [0.2, 0.3, 0.45];
const few = { resamples: 199, blockLength: 1 };
const crowd = { trials: 8, rows: 120, edges };
const single = { trials: 1, rows: 120, edges };
const pair = { trials: 2, rows: 300, edges: [0.15, 0.25, 0.35] };

describeTestOfLuck('probabilisticSharpe', { ...single, worlds: 3_000, pValue: ([x]) => 1 - probabilisticSharpe(x) });
describeTestOfLuck('deflatedSharpe', {
  ...crowd,
  trials: 20,
  rows: 250,
  edges: [0.2, 0.3, 0.5],
  isStrict: true,
  pValue: (trials) => {
    const { record, trialSharpes } = best(trials);
    return 1 - deflatedSharpe(record, { trialSharpes }).probability;
  },
});
// Its p-value is two-sided, of which a best trial uses one side.
describeTestOfLuck('haircutSharpe', {
  ...crowd,
  isStrict: true,
  pValue: (trials) => {
    const { record, trialSharpes } = best(trials);
    return haircutSharpe(record, { trialSharpes }).holm.pValue;
  },
});
describeTestOfLuck('realityCheck', { ...crowd, pValue: (trials, seed) => realityCheck(trials, { ...few, seed }).pValue });
describeTestOfLuck('spa', { ...crowd, pValue: (trials, seed) => spa(trials, { ...few, seed }).pValue });
describeTestOfLuck('stepwiseSpa', { ...crowd, pValue: (trials, seed) => Math.min(...stepwiseSpa(trials, { ...few, seed }).pValues) });
describeTestOfLuck('modelConfidenceSet of two', {
  ...pair,
  pValue: (trials, seed) => Math.min(...modelConfidenceSet(trials, { ...few, seed }).pValues),
});
for (const method of ['normal', 'hac', 'bootstrap'] as const) {
  describeTestOfLuck(`compareSharpes by ${method}`, {
    ...pair,
    worlds: method === 'bootstrap' ? 500 : 2_000,
    pValue: ([x, y], seed) => compareSharpes(x, y, { ...few, method, seed }).pValue,
  });
}
describeTestOfLuck('signFlipTest', { ...single, pValue: ([x], seed) => signFlipTest(x, { permutations: 199, seed }).pValue });
// Positions of four rows that know something of the returns where the returns have an edge.
describeTestOfLuck('randomEntryTest', {
  trials: 2,
  rows: 160,
  edges: [0.25, 0.4, 0.8],
  pValue: ([x, mood], seed, edge) => {
    const positions = mood.map((_, i) => (mood[i - (i % 4)] > 0.003 ? 1 : 0));
    const returns = x.map((r, i) => r - (positions[i] === 1 ? 0 : 0.02 * edge));
    return randomEntryTest(returns, positions, { permutations: 199, seed }).pValue;
  },
});
// Moves that go on in the direction of the one before where there is an edge.
describeTestOfLuck('permutationTest', {
  trials: 1,
  rows: 120,
  edges: [0.3, 0.5, 0.8],
  pValue: ([x], seed, weight) => {
    let [level, move] = [0, 0];
    const bars = Bars.fromRows(
      Array.from(x, (shock, i) => {
        const open = Math.exp(level);
        move = weight * move + shock - 0.01 * weight;
        level += move;
        const close = Math.exp(level);
        return { time: i * 3_600_000, open, high: Math.max(open, close), low: Math.min(open, close), close };
      }),
    );
    const momentum = ({ close }: Bars): number => {
      let sum = 0;
      for (let i = 2; i < close.length; i++) sum += Math.sign(close[i - 1] - close[i - 2]) * Math.log(close[i] / close[i - 1]);
      return sum;
    };
    return permutationTest(bars, momentum, { permutations: 39, seed }).pValue;
  },
});
