import { alignedText } from '../core/index.ts';
import type { CrossValidation } from './cross-validation.ts';
import { changeText, paramsText, percentText, ratioText } from './figures.ts';
import { freeOfCosts } from './free-of-costs.ts';

/** The outcome in plain words, a thought a line; runs without costs say so first. */
export function crossValidationVerdict<P extends object>(cv: CrossValidation<P>): readonly string[] {
  const { paths, splits, losing, overfitting, isFree } = cv;
  const count = paths.length;
  const { mean, deviation, least, most } = spreadOf(cv.sharpes);
  const flat = splits.where('status', (status) => status === 'flat').length;
  const choices = new Set(splits.toRows().flatMap(({ params }) => (params === undefined ? [] : [paramsText(params)]))).size;
  const wasFlat = flat === 0 ? '' : ` In ${flat} no trial counted, and nothing was traded.`;
  return [
    ...(isFree ? [freeOfCosts] : []),
    Number.isNaN(mean)
      ? 'Nothing was traded on test rows: these figures say nothing about the strategy.'
      : count === 1
        ? `On rows that its search had not seen, it ${losing > 0 ? 'made no profit' : 'made a profit'}, with a Sharpe ratio of ${ratioText(mean)} a year.`
        : `Over ${count} paths through rows that their searches had not seen, the Sharpe ratio is ${ratioText(mean)} a year on average, give or take ${ratioText(deviation)}: from ${ratioText(least)} to ${ratioText(most)}. ${percentText(losing)} of the paths make no profit.`,
    `${splits.length} splits chose ${choices} different parameter sets.${wasFlat}`,
    ...(Number.isNaN(overfitting)
      ? []
      : [
          `In ${percentText(overfitting)} of the splits the choice was no better than the median of all trials on the test rows${overfitting >= 0.5 ? ': the search does no better than chance' : ''}.`,
        ]),
  ];
}

/** Mean, sample deviation, least and greatest of the numbers that are defined. */
export function spreadOf(values: Float64Array): { readonly [name in 'mean' | 'deviation' | 'least' | 'most']: number } {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return { mean: Number.NaN, deviation: Number.NaN, least: Number.NaN, most: Number.NaN };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    deviation: known.length < 2 ? Number.NaN : Math.sqrt(squares / (known.length - 1)),
    least: known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    most: known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  };
}

/** Paths that a text lists. */
const shown = 20;

/** A cross-validation as an aligned text. */
export function crossValidationSummary<P extends object>(cv: CrossValidation<P>): string {
  const { strategy, splitter, paths, splits, trials, objective, seed, symbols, executor } = cv;
  const named = symbols.filter((symbol) => symbol !== '');
  const cells = [
    ['Path', 'Return', 'Sharpe', 'Drawdown'],
    ...paths
      .toRows()
      .slice(0, shown)
      .map(({ path, totalReturn, sharpe, maxDrawdown }) => [
        String(path + 1),
        changeText(totalReturn),
        ratioText(sharpe),
        changeText(maxDrawdown),
      ]),
  ];
  const [free, ...verdict] = cv.isFree ? crossValidationVerdict(cv) : ['', ...crossValidationVerdict(cv)];
  return [
    ...(free === '' ? [] : [free, '']),
    `${strategy}${named.length === 0 ? '' : ` on ${named.join(', ')}`}: ${splitter}`,
    `${trials.toLocaleString('en')} trials, ${splits.length} splits, ranked by ${objective}; seed ${seed}`,
    ...(executor.note === undefined ? [] : [`Run in this thread: ${executor.note}`]),
    '',
    ...alignedText(cells),
    ...(paths.length > shown ? [`... and ${paths.length - shown} more`] : []),
    '',
    ...verdict,
  ].join('\n');
}
