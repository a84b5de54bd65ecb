/** A part of the gate. */
export type ValidateLayer =
  | 'leaks'
  | 'record'
  | 'overfitting'
  | 'plateau'
  | 'superiority'
  | 'monteCarlo'
  | 'stress'
  | 'walkForward'
  | 'crossValidation'
  | 'permutation';

/** A check of the gate. */
export type CheckName =
  | 'lookahead'
  | 'recursion'
  | 'trades'
  | 'trackRecord'
  | 'backtestLength'
  | 'deflatedSharpe'
  | 'pbo'
  | 'probabilityOfLoss'
  | 'degradation'
  | 'plateau'
  | 'superiority'
  | 'drawdown'
  | 'ruin'
  | 'fragility'
  | 'efficiency'
  | 'outOfSampleSharpe'
  | 'profitableWindows'
  | 'losingPaths'
  | 'pathSharpe'
  | 'permutation';

/** What a check asks, and what it takes to pass. */
export interface CheckRule {
  readonly name: CheckName;
  readonly layer: ValidateLayer;
  /** The figure that is asked for. */
  readonly threshold: number;
  /** Whether the figure is to be at least the threshold, or at most. */
  readonly bound: 'min' | 'max';
  /** Whether a strategy that fails it fails the gate. */
  readonly required: boolean;
  /** How the figure is printed. */
  readonly format: 'count' | 'ratio' | 'share';
  /** What the figure is. */
  readonly figure: string;
  /** What the check asks, in plain words. */
  readonly question: string;
  /** Where the figure comes from, and why this threshold. */
  readonly source: string;
}

const deflated = 'Bailey and Lopez de Prado, The deflated Sharpe ratio, Journal of Portfolio Management 40, 2014';
const overfitting =
  'Bailey, Borwein, Lopez de Prado and Zhu, The probability of backtest overfitting, Journal of Computational Finance 20, 2017';
const pardo = 'Pardo, The Evaluation and Optimization of Trading Strategies, 2008';
const advances = 'Lopez de Prado, Advances in Financial Machine Learning, 2018';
const vince = 'Vince, The Mathematics of Money Management, 1992';

/**
 * All checks of `validate` with their default thresholds, cheap ones first.
 *
 * @example
 * ```ts
 * import { validateChecks } from 'barwright/validation';
 * const { threshold, bound, source } = validateChecks.find(({ name }) => name === 'deflatedSharpe')!;
 * threshold; // 0.95
 * bound; // 'min'
 * ```
 */
export const validateChecks: readonly CheckRule[] = Object.freeze([
  {
    name: 'lookahead',
    layer: 'leaks',
    threshold: 0,
    bound: 'max',
    required: true,
    format: 'count',
    figure: 'columns or orders that change when the future is cut off',
    question: 'Does it decide the same while the future is not known?',
    source: `${advances}, chapter 11: the sin of look-ahead.`,
  },
  {
    name: 'recursion',
    layer: 'leaks',
    threshold: 0,
    bound: 'max',
    required: false,
    format: 'count',
    figure: 'columns that depend on where history starts, after the warm-up',
    question: 'Does it decide the same wherever history starts?',
    source: 'The recursive analysis of freqtrade; the warm-up of 500 bars is ours. Advice: long averages forget slowly.',
  },
  {
    name: 'trades',
    layer: 'record',
    threshold: 30,
    bound: 'min',
    required: true,
    format: 'count',
    figure: 'closed trades',
    question: 'Are there enough trades to speak of an average?',
    source: 'Rule of thumb of the field: below 30 a mean is far from normally distributed.',
  },
  {
    name: 'trackRecord',
    layer: 'record',
    threshold: 1,
    bound: 'min',
    required: true,
    format: 'ratio',
    figure: 'returns over those that the minimum track record takes at 95 %',
    question: 'Is the record long enough for a Sharpe ratio above 0 to be believed, had nothing else been tried?',
    source: 'Bailey and Lopez de Prado, The Sharpe ratio efficient frontier, Journal of Risk 15, 2012.',
  },
  {
    name: 'backtestLength',
    layer: 'record',
    threshold: 1,
    bound: 'min',
    required: true,
    format: 'ratio',
    figure: 'years of data over the minimum backtest length',
    question: 'Are the data long enough for so many trials, so that the best of them is not expected to be this good by luck?',
    source: 'Bailey, Borwein, Lopez de Prado and Zhu, Pseudo-mathematics and financial charlatanism, Notices of the AMS 61, 2014.',
  },
  {
    name: 'deflatedSharpe',
    layer: 'record',
    threshold: 0.95,
    bound: 'min',
    required: true,
    format: 'share',
    figure: 'deflated Sharpe ratio',
    question: 'Is the Sharpe ratio more than the best of so many trials shows by luck?',
    source: `${deflated}: 95 % is their bar.`,
  },
  {
    name: 'pbo',
    layer: 'overfitting',
    threshold: 0.2,
    bound: 'max',
    required: true,
    format: 'share',
    figure: 'probability of backtest overfitting',
    question: 'Is the best in one half of the data better than the median trial in the other?',
    source: `${overfitting}. 5 % would be the customary level of a test; ours is 20 %, as neighbours in a grid are near copies that change ranks by chance. Noise has about 50 %.`,
  },
  {
    name: 'probabilityOfLoss',
    layer: 'overfitting',
    threshold: 0.25,
    bound: 'max',
    required: true,
    format: 'share',
    figure: 'share of halves in which the choice of the other half loses',
    question: 'Does the best of one half of the data make a profit in the other?',
    source: `${overfitting}; the threshold is ours.`,
  },
  {
    name: 'degradation',
    layer: 'overfitting',
    threshold: 0.5,
    bound: 'min',
    required: false,
    format: 'share',
    figure: 'mean performance of the choices in the other half over that in their own',
    question: 'How much of the performance of the best of one half is left in the other?',
    source: `${overfitting}, who take the slope of the line, which falls even where an edge is true; the ratio and the threshold are ours. Advice.`,
  },
  {
    name: 'plateau',
    layer: 'plateau',
    threshold: 0.4,
    bound: 'min',
    required: true,
    format: 'ratio',
    figure: "mean lead of the neighbours over the median trial, as a share of the best's",
    question: 'Do the parameters beside the best do as well, or is it a lone peak?',
    source: `${pardo}, on the shape of the optimisation space; the figure and the threshold are ours.`,
  },
  {
    name: 'superiority',
    layer: 'superiority',
    threshold: 0.05,
    bound: 'max',
    required: true,
    format: 'share',
    figure: 'consistent p-value of superior predictive ability',
    question: 'Does the best trial earn more than its benchmark, given how many were tried?',
    source:
      'Hansen, A test for superior predictive ability, Journal of Business and Economic Statistics 23, 2005; 5 % is the customary level. Each trial is held against the benchmark at its own average exposure, which is ours.',
  },
  {
    name: 'drawdown',
    layer: 'monteCarlo',
    threshold: 0.5,
    bound: 'max',
    required: true,
    format: 'share',
    figure: 'drawdown that one run of twenty falls below',
    question: 'How deep may it fall, had the same trades come in another draw?',
    source: `${vince}; the threshold is ours: who loses half must double to be back.`,
  },
  {
    name: 'ruin',
    layer: 'monteCarlo',
    threshold: 0.01,
    bound: 'max',
    required: true,
    format: 'share',
    figure: 'share of runs that lose half of the start',
    question: 'Can a bad draw of the same trades ruin the account?',
    source: `${vince}, on the risk of ruin; the threshold is ours.`,
  },
  {
    name: 'fragility',
    layer: 'stress',
    threshold: 0.5,
    bound: 'max',
    required: true,
    format: 'share',
    figure: 'mean share of the Sharpe ratio that a scenario takes',
    question: 'How much of the edge do worse conditions take?',
    source:
      'Ours: higher costs, late and missed orders, noise, gaps, shocks and other parameters may take half of the Sharpe ratio at most.',
  },
  {
    name: 'efficiency',
    layer: 'walkForward',
    threshold: 0.5,
    bound: 'min',
    required: true,
    format: 'share',
    figure: 'walk-forward efficiency',
    question: 'How much of the growth that training promises comes true in the windows after it?',
    source: `${pardo}, chapter 11: half or more.`,
  },
  {
    name: 'outOfSampleSharpe',
    layer: 'walkForward',
    threshold: 0,
    bound: 'min',
    required: true,
    format: 'ratio',
    figure: 'annual Sharpe ratio out of sample',
    question: 'Does it earn anything where no search has looked?',
    source: `${pardo}, chapter 11; the threshold is ours.`,
  },
  {
    name: 'profitableWindows',
    layer: 'walkForward',
    threshold: 0.5,
    bound: 'min',
    required: true,
    format: 'share',
    figure: 'share of the test windows with a profit',
    question: 'Is the profit out of sample spread over time?',
    source: `${pardo}, chapter 11, asks for profits in most windows.`,
  },
  {
    name: 'losingPaths',
    layer: 'crossValidation',
    threshold: 0.2,
    bound: 'max',
    required: true,
    format: 'share',
    figure: 'share of the paths without a profit',
    question: 'Would it have made a profit on other ways through the same data?',
    source: `${advances}, section 12.4; the threshold is ours: one path of the usual five.`,
  },
  {
    name: 'pathSharpe',
    layer: 'crossValidation',
    threshold: 0,
    bound: 'min',
    required: true,
    format: 'ratio',
    figure: 'median annual Sharpe ratio of the paths',
    question: 'Is the usual way through the data one with a profit for its risk?',
    source: `${advances}, section 12.4; the threshold is ours.`,
  },
  {
    name: 'permutation',
    layer: 'permutation',
    threshold: 0.05,
    bound: 'max',
    required: true,
    format: 'share',
    figure: 'p-value among markets with the same moves in random order',
    question: 'Would it be as good where prices have no pattern in time?',
    source: 'Masters, Permutation and Randomization Tests for Trading System Development, 2020; 5 % is the customary level.',
  },
] satisfies CheckRule[]);

/** Names of the parts of the gate, in the order in which they run. */
export const validateLayerNames: readonly ValidateLayer[] = [...new Set(validateChecks.map(({ layer }) => layer))];
