import { alignedText } from '../core/index.ts';
import { changeText, dayText, ratioText } from './figures.ts';
import type { WalkForward } from './walk-forward-result.ts';
import { choiceText, walkForwardVerdict } from './walk-forward-verdict.ts';

/** A walk-forward as an aligned text. */
export function walkForwardSummary<P extends object>(wf: WalkForward<P>): string {
  const { strategy, windowing, positions, windows, luck, objective, seed, outOfSample, stops, executor } = wf;
  const symbols = outOfSample.symbols.filter((symbol) => symbol !== '');
  const rows = windows.toRows();
  const cells = [
    ['Test', 'Chosen', 'In: return', 'Sharpe', 'Out: return', 'Sharpe', 'Drawdown', 'Trades', 'Stop'],
    ...rows.map((row) => [
      dayText(row.testStart),
      choiceText(row),
      changeText(row.inSampleReturn),
      ratioText(row.inSampleSharpe),
      changeText(row.outOfSampleReturn),
      ratioText(row.outOfSampleSharpe),
      changeText(row.outOfSampleDrawdown),
      String(row.outOfSampleTrades),
      row.stops.join(' '),
    ]),
  ];
  const [free, ...verdict] = wf.isFree ? walkForwardVerdict(wf) : ['', ...walkForwardVerdict(wf)];
  return [
    ...(free === '' ? [] : [free, '']),
    `${strategy}${symbols.length === 0 ? '' : ` on ${symbols.join(', ')}`}: ${windowing}`,
    `${luck.trials.toLocaleString('en')} trials in ${windows.length} windows, ranked by ${objective}; positions ${positions === 'carry' ? 'carried over' : 'closed'} at the end of a window; seed ${seed}`,
    ...(executor.note === undefined ? [] : [`Run in this thread: ${executor.note}`]),
    '',
    ...alignedText(cells),
    '',
    ...verdict,
    ...(stops.length > 1 ? [`Stop rules spoke ${stops.length} times.`] : []),
  ].join('\n');
}
